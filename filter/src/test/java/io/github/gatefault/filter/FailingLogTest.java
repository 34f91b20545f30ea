package io.github.gatefault.filter;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.gatefault.filter.classify.FailureClassifier;
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
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A log that throws at each of our events changes nothing of what happens, also where there is more to be told. */
class FailingLogTest {
    private final BlockingQueue<Throwable> metByTheApp = new ArrayBlockingQueue<>(1);
    private final IncidentListener listener = mock();
    private final FailureClassifier classifier = mock();
    private final LanguageResolver resolver = mock();
    private final Supplier<String> tracer = mock();
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

    @BeforeEach
    void start() throws Exception {
        doThrow(new IllegalStateException("a listener's own mistake"))
                .when(listener)
                .onIncident(any(), any(), any());
        when(classifier.classify(any())).thenThrow(new IllegalStateException("a classifier's own mistake"));
        when(resolver.languageOf(any())).thenThrow(new IllegalStateException("a resolver's own mistake"));
        when(tracer.get()).thenThrow(new IllegalStateException("a tracer's own mistake"));
        server.with(
                        BadGatewayFilter.builder()
                                .listeners(listener)
                                .classifiers(classifier)
                                .languageResolver(resolver)
                                .activeTrace(tracer)
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
        verify(listener, timeout(20_000)).onClientAbort(anyString());
    }
}
