package io.github.gatefault.springboot;

import static io.github.gatefault.springboot.Answered.byUs;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.suite.upstream.Fault;
import io.github.gatefault.suite.upstream.FaultUpstream;
import io.github.gatefault.suite.wire.Answer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.client.RestClient;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** The ways in which an exception passes through Spring MVC: by itself, on other threads, and through the app's own handlers. */
class SpringMvcTest {
    private static App gated;
    private static App bare;

    @BeforeAll
    static void start() throws Exception {
        gated = App.start(Shop.class);
        bare = App.start(Shop.class, App.WITHOUT_THE_FILTER);
    }

    @AfterAll
    static void stop() throws Exception {
        gated.close();
        bare.close();
    }

    @BeforeEach
    void forget() {
        gated.forget();
    }

    @Configuration
    @EnableAutoConfiguration
    @Import({Thrower.class, Handling.class, Advice.class})
    static class Shop {}

    /** Asks the upstream that refuses; nobody in the application handles what comes of it. */
    @RestController
    static class Thrower {
        /** The application's own threads. */
        private static final Executor OTHERS = task -> new Thread(task).start();

        private final Orders orders;

        Thrower(FaultUpstream upstream) {
            orders = new Orders(upstream);
        }

        @GetMapping("/thrown")
        String thrown() {
            return orders.get();
        }

        @GetMapping("/callable")
        Callable<String> callable() {
            return orders::get;
        }

        @GetMapping("/future")
        CompletableFuture<String> future() {
            return CompletableFuture.supplyAsync(orders::get);
        }

        @GetMapping("/deferred")
        DeferredResult<String> deferred() {
            DeferredResult<String> result = new DeferredResult<>();
            OTHERS.execute(() -> {
                try {
                    result.setResult(orders.get());
                } catch (RuntimeException e) {
                    result.setErrorResult(e);
                }
            });
            return result;
        }

        @GetMapping("/streaming")
        StreamingResponseBody streaming() {
            return out -> orders.get();
        }

        @GetMapping("/emitter")
        SseEmitter emitter() {
            SseEmitter events = new SseEmitter();
            OTHERS.execute(() -> {
                try {
                    events.send(orders.get());
                } catch (IOException | RuntimeException e) {
                    events.completeWithError(e);
                }
            });
            return events;
        }

        @GetMapping("/emitter-late")
        SseEmitter emitterThatHasBegun() {
            SseEmitter events = new SseEmitter();
            OTHERS.execute(() -> {
                try {
                    events.send("first");
                    events.send(orders.get());
                } catch (IOException | RuntimeException e) {
                    events.completeWithError(e);
                }
            });
            return events;
        }

        /** Its visitors come back for the next events; nobody has failed. */
        @GetMapping("/emitter-timeout")
        SseEmitter emitterThatTimesOut() throws IOException {
            SseEmitter events = new SseEmitter(200L);
            events.send("first");
            return events;
        }

        /** Nobody answers in time, and Spring says 503 of it. */
        @GetMapping("/deferred-timeout")
        DeferredResult<String> deferredThatTimesOut() {
            return new DeferredResult<>(200L);
        }

        /** Its visitors ask again; nobody has failed. */
        @GetMapping("/poll")
        DeferredResult<ResponseEntity<String>> poll() {
            DeferredResult<ResponseEntity<String>> result = new DeferredResult<>(200L);
            result.onTimeout(() -> result.setResult(ResponseEntity.noContent().build()));
            return result;
        }

        @GetMapping("/poll-for-nothing")
        DeferredResult<String> pollWithADefault() {
            return new DeferredResult<>(200L, "nothing new");
        }

        @GetMapping("/status-exception")
        String statusException() {
            try {
                return orders.get();
            } catch (RuntimeException e) {
                throw new ResponseStatusException(HttpStatus.BAD_GATEWAY, "orders", e);
            }
        }

        @GetMapping("/annotated")
        String annotated() {
            try {
                return orders.get();
            } catch (RuntimeException e) {
                throw new OrdersFailed(e);
            }
        }

        @GetMapping("/not-found")
        String notFound() {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }

        @GetMapping("/bug")
        String bug() {
            throw new IllegalStateException("a bug");
        }

        @GetMapping("/bug-async")
        Callable<String> asynchronousBug() {
            return () -> {
                throw new IllegalStateException("a bug");
            };
        }
    }

    /** As above, for an advice that handles what comes of it in the way that the path names. */
    @Controller
    static class Handling {
        private final Orders orders;

        Handling(FaultUpstream upstream) {
            orders = new Orders(upstream);
        }

        @GetMapping("/handled/{how}")
        @ResponseBody
        String handled(@PathVariable String how) {
            return orders.get();
        }

        /** Spring would not take this for the end of its visitor. */
        @GetMapping("/handled-end/{how}")
        @ResponseBody
        String handledEnd(@PathVariable String how) {
            return orders.getOfOneThatHangsUp();
        }

        @GetMapping("/handled-timeout/{how}")
        @ResponseBody
        DeferredResult<String> handledTimeOut(@PathVariable String how) {
            return new DeferredResult<>(200L);
        }

        @GetMapping("/handled-bug/{how}")
        @ResponseBody
        String handledBug(@PathVariable String how) {
            throw new IllegalStateException("a bug");
        }
    }

    @RestControllerAdvice(assignableTypes = Handling.class)
    static class Advice {
        @ExceptionHandler
        @Nullable Object late(
                AsyncRequestTimeoutException failure, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            return answer(request, response);
        }

        @ExceptionHandler
        @Nullable Object failed(RuntimeException failure, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            return answer(request, response);
        }

        private static @Nullable Object answer(HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            String path = request.getRequestURI();
            switch (path.substring(path.lastIndexOf('/') + 1)) {
                case "json" -> {
                    return ResponseEntity.status(502).body(Map.of("error", "orders are down"));
                }
                case "problem" -> {
                    return ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, "orders are down");
                }
                case "fallback" -> {
                    return ResponseEntity.ok("the last known orders");
                }
                case "nothing" -> {
                    return ResponseEntity.noContent().build();
                }
                case "empty-200" -> {
                    return ResponseEntity.ok().build();
                }
                case "empty-502" -> {
                    return ResponseEntity.status(502).build();
                }
                case "empty-503" -> {
                    return ResponseEntity.status(503).build();
                }
                case "empty-500" -> {
                    return ResponseEntity.internalServerError().build();
                }
                case "set-status" -> {
                    response.setStatus(502);
                    return null;
                }
                case "send-error" -> {
                    response.sendError(502, "orders");
                    return null;
                }
                default -> throw new IllegalArgumentException(path);
            }
        }
    }

    @ResponseStatus(code = HttpStatus.SERVICE_UNAVAILABLE, reason = "orders")
    static class OrdersFailed extends RuntimeException {
        private static final long serialVersionUID = 1;

        OrdersFailed(Throwable cause) {
            super(cause);
        }
    }

    /** A client of what is not there. */
    private record Orders(FaultUpstream upstream) {
        private static final RestClient CLIENT = RestClient.create();

        String get() {
            return get(Fault.REFUSED);
        }

        String getOfOneThatHangsUp() {
            return get(Fault.EMPTY);
        }

        private String get(Fault fault) {
            return String.valueOf(
                    CLIENT.get().uri(upstream.uri(fault)).retrieve().body(String.class));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/thrown", "/callable", "/future", "/deferred", "/streaming", "/emitter"})
    void exceptionOnAnyThread_isAnswered(String path) throws Exception {
        assertThat(bare.get(path).status()).isEqualTo(500);

        byUs(gated.get(path), 502, "connection_refused");
        assertThat(gated.incidents()).hasSize(1);
    }

    @Test
    void resultThatDoesNotComeInTime_isATimeOut() throws Exception {
        assertThat(bare.get("/deferred-timeout").status()).isEqualTo(503);

        byUs(gated.get("/deferred-timeout"), 504, "http_response_timeout");
        assertThat(gated.incidents()).hasSize(1);
    }

    /** The application says no more of it than that, but it says it. */
    @Test
    void emptyErrorOfAnAdviceForATimeOut_keepsItsWord() throws Exception {
        byUs(gated.get("/handled-timeout/empty-503"), 503, "destination_unavailable");
    }

    /** Spring MVC sends them as errors; the answer is ours, and the cause that of the exception behind. */
    @ParameterizedTest
    @ValueSource(strings = {"/status-exception", "/annotated", "/handled/send-error"})
    void exceptionThatSpringSendsAsAnError_isAnsweredByItsCause(String path) throws Exception {
        Answer without = bare.get(path);
        assertThat(without.text()).as("%s", without).contains("timestamp");

        byUs(gated.get(path), 502, "connection_refused");
        assertThat(gated.incidents()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty-502", "empty-503", "empty-500", "set-status"})
    void emptyErrorOfAnAdvice_isFilledByItsCause(String how) throws Exception {
        Answer without = bare.get("/handled/" + how);
        assertThat(without.status()).isGreaterThanOrEqualTo(500);
        assertThat(without.body()).isEmpty();

        byUs(gated.get("/handled/" + how), 502, "connection_refused");
        assertThat(gated.incidents()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/handled/json",
                "/handled/problem",
                "/handled/fallback",
                "/handled/nothing",
                "/handled/empty-200",
                "/handled-timeout/json",
                "/handled-timeout/nothing",
                "/handled-timeout/empty-200",
                "/poll",
                "/poll-for-nothing",
                "/handled-end/json",
                "/handled-end/empty-200"
            })
    void answerOfAnAdvice_isTheApps(String path) throws Exception {
        isTheApps(path);
    }

    /** Boot's own error page, whatever the dispatch. */
    @ParameterizedTest
    @ValueSource(
            strings = {"/bug", "/bug-async", "/not-found", "/nowhere", "/handled-bug/empty-500", "/handled-bug/json"})
    void failureOfTheAppsOwn_isLeftAlone(String path) throws Exception {
        isTheApps(path);
    }

    private static void isTheApps(String path) throws Exception {
        Answer without = bare.get(path);
        Answer with = gated.get(path);

        assertThat(with.status()).as("%s", with).isEqualTo(without.status());
        assertThat(withoutTime(with)).isEqualTo(withoutTime(without));
        assertThat(with.header("Content-Type")).isEqualTo(without.header("Content-Type"));
        assertThat(gated.incidents()).isEmpty();
    }

    private static String withoutTime(Answer answer) {
        return answer.text().replaceAll("\"timestamp\":\"[^\"]+\"", "");
    }

    @Test
    void streamOfEventsThatHasBegun_isCutOff() throws Exception {
        Answer answer = gated.get("/emitter-late", "Accept", "text/event-stream");

        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(answer.isCutOff()).as("%s", answer).isTrue();
        assertThat(answer.text()).isEqualTo("data:first\n\n");
        assertThat(gated.incidents())
                .singleElement()
                .extracting(incident -> incident.cause().token())
                .isEqualTo("connection_refused");
    }

    @Test
    void streamOfEventsThatTimesOut_isLeftAlone() throws Exception {
        Answer without = bare.get("/emitter-timeout", "Accept", "text/event-stream");
        Answer with = gated.get("/emitter-timeout", "Accept", "text/event-stream");

        assertThat(with.ending()).as("%s", with).isEqualTo(without.ending());
        assertThat(with.text()).isEqualTo(without.text());
        assertThat(gated.incidents()).isEmpty();
    }
}
