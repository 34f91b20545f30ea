package io.github.gatefault.logging;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.filter.BadGatewayFilter;
import io.github.gatefault.filter.UpstreamException;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.util.EnumSet;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;

/** An app on Jetty whose upstream fails, behind the filter. */
final class FailingApp implements AutoCloseable {
    /** The longest that anything here is waited for, in milliseconds. */
    static final int PATIENCE = 10_000;

    private static final String NGINX = """
            <html>
            <head><title>502 Bad Gateway</title></head>
            <body>
            <center><h1>502 Bad Gateway</h1></center>
            <hr><center>nginx</center>
            </body>
            </html>
            """;
    private static final int CHUNK = 1 << 16;
    private static final int CHUNKS = 10_000;

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server, 1, 1);
    private final App app = new App();

    FailingApp() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/", ServletContextHandler.NO_SESSIONS);
        // A container that lets everything pass.
        context.addFilter(
                new FilterHolder((request, response, chain) -> {
                    HttpServletRequest incoming = (HttpServletRequest) request;
                    boolean quoting = incoming.getRequestURI().equals("/quote");
                    chain.doFilter(quoting ? new Quoting(incoming, app.said) : incoming, response);
                }),
                "/*",
                EnumSet.of(DispatcherType.REQUEST));
        context.addFilter(
                new FilterHolder(BadGatewayFilter.builder().build()), "/*", EnumSet.allOf(DispatcherType.class));
        context.addServlet(new ServletHolder(app), "/*");
        server.setHandler(context);
        server.start();
    }

    int port() {
        return connector.getLocalPort();
    }

    /** Has a stranger say this wherever strangers say something, in requests to {@code /quote}. */
    void quote(String text) {
        app.said = text;
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
    }

    /** A request with a stranger's text as its method and path. */
    private static final class Quoting extends HttpServletRequestWrapper {
        private final String text;

        Quoting(HttpServletRequest request, String text) {
            super(request);
            this.text = text;
        }

        @Override
        public String getMethod() {
            return "GET" + text;
        }

        @Override
        public String getRequestURI() {
            return "/quote" + text;
        }
    }

    private static final class App extends HttpServlet {
        private static final long serialVersionUID = 1;

        private volatile String said = "";

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            switch (request.getServletPath() + request.getPathInfo()) {
                case "/late" -> {
                    response.setContentLength(100);
                    response.getOutputStream().write(new byte[10]);
                    response.flushBuffer();
                    throw new SocketException("Connection reset");
                }
                case "/relayed" -> {
                    response.setStatus(HttpServletResponse.SC_BAD_GATEWAY);
                    response.setContentType("text/html");
                    response.getOutputStream().write(NGINX.replace("\n", "\r\n").getBytes(US_ASCII));
                }
                case "/endless" -> {
                    for (int i = 0; i < CHUNKS; i++) {
                        response.getOutputStream().write(new byte[CHUNK]);
                    }
                }
                case "/quote" -> {
                    String text = said;
                    Exception root = new ConnectException("root" + text);
                    root.addSuppressed(new IOException("suppressed" + text));
                    throw new UpstreamException(
                            CauseType.CONNECTION_REFUSED,
                            null,
                            "orders" + text,
                            new IOException("middle" + text, root));
                }
                default ->
                    throw new UpstreamException(
                            CauseType.CONNECTION_REFUSED, null, "orders", new ConnectException("Connection refused"));
            }
        }
    }
}
