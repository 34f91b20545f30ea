package io.github.gatefault.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;

/** The filter on a class path without the libraries that are optional. */
class AbsentLibrariesTest {

    private static String answerWithout(Map<String, String> initParameters, String... libraries) throws Exception {
        List<URL> classPath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!List.of(libraries).stream().anyMatch(entry.replace('\\', '/')::contains)) {
                classPath.add(url(entry));
            }
        }
        ClassLoader own = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader without =
                new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(without);
            Object application = without.loadClass(Application.class.getName())
                    .getConstructor()
                    .newInstance();
            @SuppressWarnings("unchecked")
            Function<Map<String, String>, String> run = (Function<Map<String, String>, String>) application;
            return run.apply(initParameters);
        } finally {
            Thread.currentThread().setContextClassLoader(own);
        }
    }

    private static URL url(String entry) throws MalformedURLException {
        return Path.of(entry).toUri().toURL();
    }

    @Test
    void filter_answers_withoutMicrometerAndOpenTelemetry() throws Exception {
        assertThat(answerWithout(Map.of(), "/io/micrometer/", "/io/opentelemetry/"))
                .startsWith("502 ");
    }

    @Test
    void metricsWithoutMicrometer_areRefusedAtStart() {
        assertThatThrownBy(() -> answerWithout(Map.of("metrics", "true"), "/io/micrometer/"))
                .hasStackTraceContaining(
                        "gatefault cannot start: metrics \"true\" must be false unless io.micrometer:micrometer-core is on the class"
                                + " path");
    }

    /** Runs in a class loader of its own; only what the JDK has goes in and out. */
    public static final class Application implements Function<Map<String, String>, String> {
        @Override
        public String apply(Map<String, String> initParameters) {
            Server server = new Server();
            server.addConnector(new ServerConnector(server));
            FilterHolder holder = new FilterHolder(new BadGatewayFilter());
            holder.setInitParameters(initParameters);
            ServletContextHandler context = new ServletContextHandler("/");
            context.addFilter(holder, "/*", EnumSet.allOf(DispatcherType.class));
            context.addServlet(
                    new ServletHolder(new HttpServlet() {
                        private static final long serialVersionUID = 1;

                        @Override
                        protected void service(HttpServletRequest request, HttpServletResponse response)
                                throws IOException {
                            throw new ConnectException("Connection refused");
                        }
                    }),
                    "/*");
            server.setHandler(context);
            try {
                try {
                    server.start();
                    HttpResponse<String> answer = HttpClient.newHttpClient()
                            .send(HttpRequest.newBuilder(server.getURI()).build(), BodyHandlers.ofString());
                    return answer.statusCode() + " " + answer.body();
                } finally {
                    server.stop();
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
