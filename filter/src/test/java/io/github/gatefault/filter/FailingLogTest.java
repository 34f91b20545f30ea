package io.github.gatefault.filter;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.cause.Incident;
import io.github.gatefault.filter.incident.FullDisk;
import io.github.gatefault.filter.incident.IncidentListener;
import io.github.gatefault.filter.testing.TestServer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A log that throws at each of our events changes nothing of what happens, also where there is more to be told. */
class FailingLogTest {
    private final BlockingQueue<Throwable> metByTheApp = new ArrayBlockingQueue<>(1);
    private final BlockingQueue<String> clientsThatLeft = new ArrayBlockingQueue<>(1);
    private FullDisk disk;

    @RegisterExtension
    final TestServer server = new TestServer();

    private void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
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

    private final class Listener implements IncidentListener {
        @Override
        public void onIncident(Incident incident) {
            throw new IllegalStateException("a listener's own mistake");
        }

        @Override
        public void onClientAbort(String correlationId) {
            clientsThatLeft.add(correlationId);
        }
    }

    @BeforeEach
    void start() throws Exception {
        server.with(
                        BadGatewayFilter.builder()
                                .listeners(new Listener())
                                .classifiers(failure -> {
                                    throw new IllegalStateException("a classifier's own mistake");
                                })
                                .languageResolver(request -> {
                                    throw new IllegalStateException("a resolver's own mistake");
                                })
                                .activeTrace(() -> {
                                    throw new IllegalStateException("a tracer's own mistake");
                                })
                                .build(),
                        DispatcherType.REQUEST)
                .serving("/*", this::serve)
                .start();
        disk = FullDisk.fill();
    }

    @AfterEach
    void emptyTheDisk() {
        disk.close();
    }

    @Test
    void failure_isAnswered() throws Exception {
        HttpResponse<String> answer = server.get("/down");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("connection_refused");
    }

    @Test
    void appWhoseVisitorLeaves_meetsTheContainersException() throws Exception {
        try (Socket visitor = server.connect()) {
            visitor.getOutputStream().write("GET /endless HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
            assertThat(visitor.getInputStream().read()).isEqualTo('H');
            visitor.setSoLinger(true, 0);
        }

        assertThat(metByTheApp.poll(20, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
        assertThat(clientsThatLeft.poll(20, TimeUnit.SECONDS)).isNotNull();
    }
}
