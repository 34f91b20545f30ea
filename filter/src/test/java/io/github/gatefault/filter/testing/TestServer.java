package io.github.gatefault.filter.testing;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A servlet container on a free port: Jetty, with the filters and servlets that the test gives it. Registered as an
 * extension it stops after each test.
 */
public final class TestServer implements AfterEachCallback, AutoCloseable {
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final ServletContextHandler context;

    /** Made at the first request: tests that measure a start do not pay for it. */
    private @Nullable HttpClient client;

    /** What an application does with a request. */
    @FunctionalInterface
    public interface Application {
        /** Answers the request, or fails. */
        void serve(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException;
    }

    /** Creates a server whose application is at the root. */
    public TestServer() {
        this("/");
    }

    /** Creates a server whose application has this context path. */
    public TestServer(String contextPath) {
        context = new ServletContextHandler(contextPath);
        server.addConnector(connector);
        server.setHandler(context);
    }

    /** Adds a filter for all paths and these kinds of dispatches, or all kinds where none is given. */
    public TestServer with(Filter filter, DispatcherType... dispatches) {
        return with(new FilterHolder(filter), dispatches);
    }

    /** Adds a filter with these init-params for all paths and all kinds of dispatches. */
    public TestServer with(Filter filter, Map<String, String> initParameters) {
        FilterHolder holder = new FilterHolder(filter);
        holder.setInitParameters(initParameters);
        return with(holder);
    }

    private TestServer with(FilterHolder holder, DispatcherType... dispatches) {
        EnumSet<DispatcherType> kinds = EnumSet.allOf(DispatcherType.class);
        if (dispatches.length > 0) {
            kinds.retainAll(Arrays.asList(dispatches));
        }
        holder.setAsyncSupported(true);
        context.addFilter(holder, "/*", kinds);
        return this;
    }

    /** Adds a servlet, with init-params, for these paths. */
    public TestServer serving(Servlet servlet, Map<String, String> initParameters, String... paths) {
        ServletHolder holder = new ServletHolder(servlet);
        holder.setInitParameters(initParameters);
        holder.setInitOrder(1);
        holder.setAsyncSupported(true);
        List.of(paths).forEach(path -> context.addServlet(holder, path));
        return this;
    }

    /** Adds an application for this path. */
    public TestServer serving(String path, Application application) {
        return serving(new ApplicationServlet(application), Map.of(), path);
    }

    /** Adds an application for this path whose upstream refuses each connection. */
    public TestServer failing(String path) {
        return serving(path, (request, response) -> {
            throw new ConnectException("Connection refused");
        });
    }

    /** Starts the server; what a filter's start throws, this throws. */
    public TestServer start() throws Exception {
        server.start();
        return this;
    }

    /** Stops the server. A stopped server can start again. */
    public void stop() throws Exception {
        server.stop();
    }

    @Override
    public void close() throws Exception {
        stop();
    }

    @Override
    public void afterEach(ExtensionContext test) throws Exception {
        stop();
    }

    /** Lets the application find its classes and resources by this class loader. */
    public void setClassLoader(ClassLoader loader) {
        context.setClassLoader(loader);
    }

    /** Returns the application's context. */
    public ServletContext context() {
        return context.getServletContext();
    }

    /** Returns the port that the server listens on. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Returns a request to this path, which begins with the context path. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port()).resolve(path));
    }

    /** Sends a GET for this path with these headers, each a name followed by its value. */
    public HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = request(path);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    /** Sends the request, which may be one to another host. */
    public HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client().send(request.build(), BodyHandlers.ofString());
    }

    /** Sends a GET for this path over a bare socket, and returns the answer with its header fields. */
    public String getRaw(String path) throws IOException {
        try (Socket socket = connect()) {
            String request =
                    "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Opens a connection to the server. */
    public Socket connect() throws IOException {
        return new Socket("localhost", port());
    }

    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newHttpClient();
        }
        return client;
    }

    private static final class ApplicationServlet extends HttpServlet {
        private static final long serialVersionUID = 1;

        @SuppressWarnings("serial") // Servlets are never serialized.
        private final Application application;

        ApplicationServlet(Application application) {
            this.application = application;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            application.serve(request, response);
        }
    }
}
