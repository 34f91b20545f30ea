package io.github.gatefault.filter;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import io.github.gatefault.cause.Incident;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.EnumSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/** A log that throws at each of our events changes nothing of what happens. */
class FailingLogTest {
    private final BlockingQueue<Throwable> metByTheApp = new ArrayBlockingQueue<>(1);
    private final BlockingQueue<String> clientsThatLeft = new ArrayBlockingQueue<>(1);
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    private static final class Full extends TurboFilter {
        @Override
        public FilterReply decide(
                Marker marker,
                Logger logger,
                Level level,
                @Nullable String format,
                Object @Nullable [] params,
                @Nullable Throwable thrown) {
            if (logger.getName().startsWith("gatefault.")) {
                throw new IllegalStateException("No space left on device");
            }
            return FilterReply.NEUTRAL;
        }
    }

    private final class App extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (request.getRequestURI().equals("/down")) {
                throw new ConnectException("Connection refused");
            }
            try {
                while (true) {
                    response.getOutputStream().write(new byte[8192]);
                }
            } catch (IOException | RuntimeException e) {
                metByTheApp.add(e);
                throw e;
            }
        }
    }

    private final class Listener implements IncidentListener {
        @Override
        public void onIncident(Incident incident) {
            // The answer is what counts here.
        }

        @Override
        public void onClientAbort(String correlationId) {
            clientsThatLeft.add(correlationId);
        }
    }

    @BeforeEach
    void start() throws Exception {
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addFilter(
                new FilterHolder(
                        BadGatewayFilter.builder().listeners(new Listener()).build()),
                "/*",
                EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder(new App()), "/*");
        server.setHandler(context);
        server.start();
        logs().addTurboFilter(new Full());
    }

    @AfterEach
    void stop() throws Exception {
        logs().resetTurboFilterList();
        server.stop();
    }

    private static LoggerContext logs() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }

    @Test
    void failure_isAnswered() throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(server.getURI().resolve("/down")).build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("connection_refused");
    }

    @Test
    void appWhoseVisitorLeaves_meetsTheContainersException() throws Exception {
        try (Socket visitor = new Socket("localhost", connector.getLocalPort())) {
            visitor.getOutputStream().write("GET /endless HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
            assertThat(visitor.getInputStream().read()).isEqualTo('H');
            visitor.setSoLinger(true, 0);
        }

        assertThat(metByTheApp.poll(20, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
        assertThat(clientsThatLeft.poll(20, TimeUnit.SECONDS)).isNotNull();
    }
}
