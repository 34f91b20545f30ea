package io.github.gatefault.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.suite.harness.Await;
import io.github.gatefault.suite.wire.Answer;
import io.github.gatefault.suite.wire.Connection;
import io.github.gatefault.suite.wire.Request;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** A visitor who leaves is nobody's failure, however much the exception looks like that of an upstream. */
class ClientsThatLeaveTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static App app;

    @BeforeAll
    static void start() throws Exception {
        app = App.start(Shop.class);
    }

    @AfterAll
    static void stop() throws Exception {
        app.close();
    }

    @BeforeEach
    void forget() {
        app.forget();
        shop().left = new CountDownLatch(1);
        shop().ended = new CountDownLatch(1);
    }

    private static Shop shop() {
        return app.context().getBean(Shop.class);
    }

    @Configuration
    @EnableAutoConfiguration
    @RestController
    static class Shop {
        /** The application's own threads. */
        private static final Executor OTHERS = task -> new Thread(task).start();

        private static final byte[] MUCH = new byte[64 * 1024];

        /** Open until the visitor has left. */
        private volatile CountDownLatch left = new CountDownLatch(1);
        /** Open until the handler has nothing more to say. */
        private volatile CountDownLatch ended = new CountDownLatch(1);
        /** Dispatches that are running. */
        private final AtomicInteger running = new AtomicInteger();

        private void awaitVisitorsEnd() {
            try {
                if (!left.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    throw new IllegalStateException("The visitor is still there");
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Around all others, the library's too. */
        @Bean
        FilterRegistrationBean<Filter> dispatches() {
            FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(this::dispatch);
            registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
            registration.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
            registration.setAsyncSupported(true);
            return registration;
        }

        private void dispatch(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            running.incrementAndGet();
            try {
                chain.doFilter(request, response);
            } finally {
                running.decrementAndGet();
            }
        }

        private void write(OutputStream out) throws IOException {
            try {
                out.write(MUCH);
                out.flush();
                awaitVisitorsEnd();
                for (int i = 0; i < 1000; i++) {
                    out.write(MUCH);
                }
            } finally {
                ended.countDown();
            }
        }

        @GetMapping("/download")
        void download(HttpServletResponse response) throws IOException {
            response.setContentLengthLong(1001L * MUCH.length);
            write(response.getOutputStream());
        }

        @GetMapping("/streaming")
        StreamingResponseBody streaming() {
            return this::write;
        }

        @GetMapping("/events")
        SseEmitter events() {
            SseEmitter events = new SseEmitter();
            OTHERS.execute(() -> {
                try {
                    events.send("first");
                    awaitVisitorsEnd();
                    for (int i = 0; i < 1000; i++) {
                        events.send("x".repeat(MUCH.length));
                    }
                } catch (IOException | RuntimeException e) {
                    events.completeWithError(e);
                } finally {
                    ended.countDown();
                }
            });
            return events;
        }

        @GetMapping("/deferred")
        DeferredResult<byte[]> deferred() {
            DeferredResult<byte[]> result = new DeferredResult<>();
            OTHERS.execute(() -> {
                try {
                    awaitVisitorsEnd();
                    result.setResult(new byte[8 * 1024 * 1024]);
                } finally {
                    ended.countDown();
                }
            });
            return result;
        }

        @GetMapping("/slow")
        byte[] slow() {
            try {
                awaitVisitorsEnd();
                return new byte[8 * 1024 * 1024];
            } finally {
                ended.countDown();
            }
        }

        @PostMapping("/upload")
        String upload(HttpServletRequest request) throws IOException {
            try (InputStream body = request.getInputStream()) {
                return String.valueOf(body.readAllBytes().length);
            } finally {
                ended.countDown();
            }
        }

        @PostMapping("/json")
        Map<String, Object> json(@RequestBody Map<String, Object> body) {
            return body;
        }
    }

    private void leave(Connection connection) throws Exception {
        connection.reset();
        shop().left.countDown();
        assertThat(shop().ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private static void isNobodysFailure() throws Exception {
        Await.until(PATIENCE, () -> shop().running.get() == 0, () -> "a dispatch is running");
        assertThat(app.incidents()).isEmpty();
        assertThat(app.get("/nowhere").status()).isEqualTo(404);
        assertThat(app.incidents()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/download", "/streaming", "/events"})
    void visitorWhoLeavesWithinTheAnswer_isNobodysFailure(String path) throws Exception {
        try (Connection connection = app.connect()) {
            connection.send(Request.get(path).bytes());
            assertThat(connection.readHead().status()).isEqualTo(200);
            if (path.equals("/events")) {
                // A write that fails before the container's thread is back mixes up containers, with or without the filter.
                Await.until(PATIENCE, () -> shop().running.get() == 0, () -> "a dispatch is running");
            }
            leave(connection);
        }
        Await.until(PATIENCE, () -> !app.clientsThatLeft().isEmpty(), () -> "nobody has left " + path);
        isNobodysFailure();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/slow", "/deferred"})
    void visitorWhoLeavesAheadOfTheAnswer_isNobodysFailure(String path) throws Exception {
        try (Connection connection = app.connect()) {
            connection.send(Request.get(path).bytes());
            Await.until(PATIENCE, () -> shop().running.get() == (path.equals("/slow") ? 1 : 0), () -> "not begun");
            leave(connection);
        }
        isNobodysFailure();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void uploadThatBreaksOff_isNobodysFailure(boolean reset) throws Exception {
        try (Connection connection = app.connect()) {
            connection.send("POST /upload HTTP/1.1\r\nHost: shop.example\r\nContent-Length: 1000\r\n\r\nhalf");
            Await.until(PATIENCE, () -> shop().running.get() == 1, () -> "not begun");
            if (reset) {
                connection.reset();
            } else {
                connection.socket().shutdownOutput();
            }
            assertThat(shop().ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            isNobodysFailure();
        }
    }

    /** Spring reads it, and may take it for what it is: the end of a visitor. */
    @Test
    void bodyThatBreaksOffUnderAConverter_isNobodysFailure() throws Exception {
        try (Connection connection = app.connect()) {
            connection.send("POST /json HTTP/1.1\r\nHost: shop.example\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 1000\r\n\r\n{\"half\":");
            Await.until(PATIENCE, () -> shop().running.get() == 1, () -> "not begun");
            connection.socket().shutdownOutput();
            Await.until(PATIENCE, () -> shop().running.get() == 0, () -> "a dispatch is running");
        }
        isNobodysFailure();
    }

    @Test
    void bodyThatIsNotWhatItSays_isABadRequest() throws Exception {
        Answer answer = app.send(
                Request.of("POST", "/json").with("Content-Type", "application/json").body("{\"half\":"));
        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        isNobodysFailure();
    }
}
