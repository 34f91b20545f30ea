package io.github.gatefault.suite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.suite.harness.Await;
import io.github.gatefault.suite.harness.Exchange;
import io.github.gatefault.suite.harness.Facts;
import io.github.gatefault.suite.harness.Handler;
import io.github.gatefault.suite.harness.Site;
import io.github.gatefault.suite.harness.WebApp;
import io.github.gatefault.suite.upstream.FaultUpstream;
import io.github.gatefault.suite.wire.Request;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When it is decided whether an answer is the app's or ours: neither before the app has shown what it means, nor too late. */
class DecisionTest {
    private static final String PAGED = "/paged";
    private static final String ID = "of-the-visitor-1";
    private static final byte[] OWN_BODY = "{\"own\": \"Grüße\"}\n".getBytes(UTF_8);

    /** What listeners of the app have heard. */
    private static final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @RegisterExtension
    static final Site site = Site.of(upstream -> List.of(
            answering(Apps.gated()),
            answering(Apps.bare()),
            answering(Apps.gated(PAGED, Map.of())).errorPage("/oops")));

    private static WebApp answering(WebApp app) {
        return app.serve("/oops", (request, response) -> response.getWriter().print("a page of the app's"))
                .serve("/complete-in-chain", DecisionTest::completesInChain)
                .serve("/complete-in-thread", DecisionTest::completesInThread)
                .serve("/echo-id", DecisionTest::echoesTheId)
                .serve("/echo-id-fails", (request, response) -> {
                    response.addHeader("X-Correlation-Id", "of-the-upstream");
                    response.setStatus(503);
                })
                .serve("/reset", (request, response) -> {
                    response.setHeader("X-Draft", "1");
                    response.reset();
                    response.getOutputStream().print("fresh");
                })
                .serve("/not-found", (request, response) -> response.sendError(404))
                .serve("/bug", (request, response) -> {
                    throw new IllegalStateException("a bug of the app's");
                })
                .serve("/back-to-200", (request, response) -> {
                    response.setStatus(503);
                    response.setStatus(200);
                    response.getOutputStream().write(OWN_BODY);
                })
                .serve("/back-to-200-empty", (request, response) -> {
                    response.setStatus(502);
                    response.setStatus(200);
                })
                .serve("/back-to-200-with-stream", (request, response) -> {
                    response.setStatus(504);
                    ServletOutputStream out = response.getOutputStream();
                    response.setStatus(200);
                    out.write(OWN_BODY);
                })
                .serve("/back-to-404", (request, response) -> {
                    response.setStatus(503);
                    response.sendError(404);
                })
                .serve("/reset-to-200", (request, response) -> {
                    response.setStatus(503);
                    response.setHeader("X-Draft", "1");
                    response.reset();
                    response.getOutputStream().write(OWN_BODY);
                })
                .serve("/reset-to-200-empty", (request, response) -> {
                    response.setStatus(503);
                    response.reset();
                })
                .serve("/buffer-reset-to-200", (request, response) -> {
                    response.setStatus(503);
                    response.getOutputStream().print("a draft");
                    response.resetBuffer();
                    response.setStatus(200);
                    response.getOutputStream().write(OWN_BODY);
                })
                .serve("/including", DecisionTest::includes)
                .serve("/part-status", (request, response) -> {
                    response.setStatus(503);
                    response.getWriter().print("[no part]");
                })
                .serve("/part-empty", (request, response) -> response.setStatus(503))
                .serve("/part-length", (request, response) -> response.setContentLength(5000))
                .serve("/buffered-in-stream", (request, response) -> {
                    response.setContentLength(400);
                    response.getOutputStream().write(FaultUpstream.bytes(200));
                    response.sendError(503);
                })
                .serve("/buffered-in-writer", (request, response) -> {
                    response.setContentType("text/plain;charset=iso-8859-1");
                    response.getWriter().print("half of it");
                    response.sendError(503, "no more");
                })
                .serve("/buffered-then-status", (request, response) -> {
                    response.getOutputStream().write(FaultUpstream.bytes(200));
                    response.resetBuffer();
                    response.setStatus(503);
                })
                .serve("/flushed-without-body", (request, response) -> {
                    response.setStatus(503);
                    response.flushBuffer();
                    response.getOutputStream().flush();
                })
                .serve("/closed-without-body", (request, response) -> {
                    response.setStatus(503);
                    response.getOutputStream().close();
                })
                .serve("/own-503-stream", (request, response) -> {
                    response.setStatus(503);
                    response.setContentType("application/json");
                    response.getOutputStream().write(OWN_BODY);
                })
                .serve("/own-503-length", (request, response) -> {
                    response.setStatus(503);
                    response.setContentLength(OWN_BODY.length);
                    response.getOutputStream().write(OWN_BODY);
                })
                .serve("/own-503-byte-by-byte", (request, response) -> {
                    response.setStatus(503);
                    for (byte b : OWN_BODY) {
                        response.getOutputStream().write(b);
                    }
                    response.getOutputStream().close();
                })
                .serve("/own-503-writer", (request, response) -> {
                    response.setStatus(503);
                    response.setContentType("text/plain;charset=utf-8");
                    response.getWriter().printf("%s%n", "Grüße").append('!').close();
                })
                .serve("/own-503-flushed", (request, response) -> {
                    response.setStatus(503);
                    response.flushBuffer();
                    response.getOutputStream().write(OWN_BODY);
                    response.flushBuffer();
                    response.getOutputStream().write(OWN_BODY);
                })
                .serve("/own-503-non-blocking", (request, response) -> {
                    response.setStatus(503);
                    AsyncContext async = request.startAsync();
                    ServletOutputStream out = response.getOutputStream();
                    out.setWriteListener(writing(out, async, OWN_BODY));
                })
                .serve("/replaced-then-listener", (request, response) -> {
                    AsyncContext async = request.startAsync();
                    response.sendError(503);
                    ServletOutputStream out = response.getOutputStream();
                    out.setWriteListener(writing(out, async, FaultUpstream.bytes(100_000)));
                })
                .serve("/replaced-in-listener", (request, response) -> {
                    AsyncContext async = request.startAsync();
                    ServletOutputStream out = response.getOutputStream();
                    WriteListener writing = writing(out, async, FaultUpstream.bytes(100_000));
                    out.setWriteListener(after(() -> response.sendError(502), writing));
                })
                .serve("/listener-throws", (request, response) -> {
                    request.startAsync();
                    response.getOutputStream().setWriteListener(after(DecisionTest::refuse, ignored()));
                })
                .serve("/throws-after-start", (request, response) -> {
                    request.startAsync().setTimeout(20_000);
                    refuse();
                })
                .serve("/throws-after-complete", (request, response) -> {
                    response.setStatus(502);
                    request.startAsync().complete();
                    refuse();
                })
                .serve("/time-out", waiting(event -> heard.add("timed out")))
                .serve("/time-out-own-200", waiting(event -> {
                    event.getSuppliedResponse().getWriter().print("nothing new");
                    event.getAsyncContext().complete();
                }))
                .serve("/time-out-error", waiting(event -> {
                    ((HttpServletResponse) event.getSuppliedResponse()).sendError(504);
                    event.getAsyncContext().complete();
                }))
                .serve("/time-out-status", waiting(event -> {
                    ((HttpServletResponse) event.getSuppliedResponse()).setStatus(503);
                    event.getAsyncContext().complete();
                }))
                .serve("/time-out-context", waiting(event -> {
                    AsyncContext async = event.getAsyncContext();
                    heard.add(
                            "same context: " + (async == ((HttpServletRequest) async.getRequest()).getAsyncContext()));
                    ((HttpServletResponse) async.getResponse()).setStatus(502);
                    async.complete();
                }))
                .serve("/time-out-dispatch", (request, response) -> {
                    switch (request.getDispatcherType()) {
                        case ASYNC -> response.getWriter().print("on second thought");
                        default ->
                            waiting(event -> event.getAsyncContext().dispatch()).handle(request, response);
                    }
                })
                .serve("/complete-heard", (request, response) -> {
                    AsyncContext async = request.startAsync();
                    async.addListener(new Heard("complete"));
                    response.setStatus(502);
                    async.complete();
                });
    }

    private static void refuse() throws IOException {
        throw new ConnectException("Connection refused");
    }

    private static void completesInChain(HttpServletRequest request, HttpServletResponse response) {
        AsyncContext async = request.startAsync();
        response.setStatus(502);
        async.complete();
    }

    private static void completesInThread(HttpServletRequest request, HttpServletResponse response) {
        AsyncContext async = request.startAsync(request, response);
        async.start(() -> {
            ((HttpServletResponse) async.getResponse()).setStatus(504);
            request.getAsyncContext().complete();
        });
    }

    private static void echoesTheId(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("X-Correlation-Id", "of-the-upstream");
        response.addHeader("x-correlation-id", "of-the-upstream");
        response.setIntHeader("X-CORRELATION-ID", 1);
        response.addDateHeader("X-Correlation-ID", 0);
        response.getWriter().print(request.getHeader("X-Correlation-Id"));
    }

    private static void includes(HttpServletRequest request, HttpServletResponse response) throws Exception {
        response.setContentType("text/plain");
        String part = "/part-" + request.getQueryString();
        if (!part.endsWith("empty")) {
            response.getWriter().print("before ");
        }
        request.getRequestDispatcher(part).include(request, response);
        if (!part.endsWith("empty")) {
            response.getWriter().print(" after");
        }
    }

    private interface Step {
        void go() throws IOException;
    }

    private interface OnTimeout {
        void answer(AsyncEvent event) throws IOException;
    }

    private static Handler waiting(OnTimeout onTimeout) {
        return (request, response) -> {
            AsyncContext async = request.startAsync();
            async.setTimeout(150);
            async.addListener(
                    new Heard("") {
                        @Override
                        public void onTimeout(AsyncEvent event) throws IOException {
                            onTimeout.answer(event);
                        }
                    },
                    request,
                    response);
        };
    }

    /** Writes as long as it may, then completes. */
    private static WriteListener writing(ServletOutputStream out, AsyncContext async, byte[] bytes) {
        return new WriteListener() {
            private int written;

            @Override
            public void onWritePossible() throws IOException {
                while (out.isReady()) {
                    if (written == bytes.length) {
                        heard.add("written");
                        async.complete();
                        return;
                    }
                    int length = Math.min(10_000, bytes.length - written);
                    out.write(bytes, written, length);
                    written += length;
                }
            }

            @Override
            public void onError(Throwable failure) {
                heard.add("error");
                async.complete();
            }
        };
    }

    private static WriteListener ignored() {
        return new WriteListener() {
            @Override
            public void onWritePossible() {
                throw new AssertionError("not reached");
            }

            @Override
            public void onError(Throwable failure) {
                heard.add("error " + failure.getMessage());
            }
        };
    }

    private static WriteListener after(Step step, WriteListener then) {
        return new WriteListener() {
            private boolean done;

            @Override
            public void onWritePossible() throws IOException {
                if (!done) {
                    done = true;
                    step.go();
                }
                then.onWritePossible();
            }

            @Override
            public void onError(Throwable failure) {
                then.onError(failure);
            }
        };
    }

    /** Says what it heard, where it has a name to say it by. */
    private static class Heard implements AsyncListener {
        private final String name;

        Heard(String name) {
            this.name = name;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            if (!name.isEmpty()) {
                heard.add(name);
            }
        }

        @Override
        public void onTimeout(AsyncEvent event) throws IOException {
            heard.add("timeout");
        }

        @Override
        public void onError(AsyncEvent event) {
            heard.add("error");
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            heard.add("start");
        }
    }

    private static void areHeard(String... words) throws InterruptedException {
        Await.until(
                Duration.ofSeconds(3),
                () -> heard.containsAll(List.of(words)),
                () -> List.of(words) + " not heard: " + heard);
        assertThat(heard).containsExactlyInAnyOrder(words);
        heard.clear();
    }

    @ParameterizedTest
    @ValueSource(strings = {"in-chain", "in-thread"})
    void completeWithoutABody_isReplaced(String where) throws Exception {
        Exchange exchange = site.get(Apps.GATED + "/complete-" + where);
        Facts.answeredByUs(exchange, where.equals("in-chain") ? 502 : 504, "upstream_error_response");
    }

    @Test
    void echoedId_isNotDoubled() throws Exception {
        Request request = Request.get(Apps.GATED + "/echo-id").with("X-Correlation-Id", ID);
        Exchange exchange = site.send(request);
        assertThat(exchange.answer().headers("X-Correlation-Id")).containsExactly(ID);
        assertThat(exchange.answer().text()).isEqualTo(ID);

        Exchange failed =
                site.send(Request.get(Apps.GATED + "/echo-id-fails").with("X-Correlation-Id", "of-the-visitor-2"));
        Facts.answeredByUs(failed, 503, "upstream_error_response");
        assertThat(failed.answer().headers("X-Correlation-Id")).containsExactly("of-the-visitor-2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                Apps.GATED + "/reset",
                Apps.GATED + "/not-found",
                Apps.GATED + "/bug",
                PAGED + "/reset",
                PAGED + "/not-found",
                PAGED + "/bug"
            })
    void idOfTheVisitor_survivesResetsAndErrorPages(String path) throws Exception {
        Exchange exchange = site.send(Request.get(path).with("X-Correlation-Id", ID));
        assertThat(exchange.answer().headers("X-Correlation-Id"))
                .as("%s", exchange)
                .containsExactly(ID);
        assertThat(exchange.answer().isComplete()).as("%s", exchange).isTrue();
        if (!path.endsWith("reset")) {
            assertThat(exchange.answer().status()).isEqualTo(path.endsWith("bug") ? 500 : 404);
        }
        if (path.startsWith(PAGED) && !path.endsWith("reset")) {
            assertThat(exchange.answer().text()).as("%s", exchange).isEqualTo("a page of the app's");
        }
        Facts.noIncident(site);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/back-to-200",
                "/back-to-200-empty",
                "/back-to-200-with-stream",
                "/reset-to-200",
                "/reset-to-200-empty",
                "/buffer-reset-to-200"
            })
    void statusThatIsTakenBack_decidesNothing(String path) throws Exception {
        Exchange gated = site.get(Apps.GATED + path);
        WithoutTheFilter.isTheSame(gated, site.get(Apps.BARE + path));
        assertThat(gated.answer().status()).isEqualTo(200);
        Facts.noIncident(site);
    }

    @Test
    void statusThatGivesWayToA404_decidesNothing() throws Exception {
        assertThat(site.get(Apps.GATED + "/back-to-404").answer().status()).isEqualTo(404);
        Facts.noIncident(site);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "empty", "length"})
    void includedFailure_doesNotCount(String part) throws Exception {
        String path = "/including?" + part;
        Exchange gated = site.get(Apps.GATED + path);
        WithoutTheFilter.isTheSame(gated, site.get(Apps.BARE + path));
        assertThat(gated.answer().status()).as("%s", gated).isEqualTo(200);
        Facts.noIncident(site);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/buffered-in-stream", "/buffered-in-writer"})
    void bytesBufferedBeforeAnError_areDropped(String path) throws Exception {
        Exchange exchange = site.get(Apps.GATED + path);
        Facts.answeredByUs(exchange, 503, "destination_unavailable");
        // Undertow cannot be made to forget that there was a charset.
        assertThat(exchange.answer().header("Content-Type"))
                .get()
                .asString()
                .matches("application/problem\\+json(;charset=UTF-8)?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/buffered-then-status", "/flushed-without-body", "/closed-without-body"})
    void statusWithoutABody_isReplaced(String path) throws Exception {
        Facts.answeredByUs(site.get(Apps.GATED + path), 503, "upstream_error_response");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/own-503-stream",
                "/own-503-length",
                "/own-503-byte-by-byte",
                "/own-503-writer",
                "/own-503-non-blocking"
            })
    void ownBodyOfA503_passesByteForByte(String path) throws Exception {
        for (String method : List.of("GET", "POST")) {
            Exchange gated = site.send(Request.of(method, Apps.GATED + path));
            WithoutTheFilter.isTheSame(gated, site.send(Request.of(method, Apps.BARE + path)));
            assertThat(gated.answer().status()).isEqualTo(503);
            assertThat(gated.answer().text()).contains("Grüße");
        }
        Facts.noIncident(site);
        heard.clear();
    }

    /** The first flush waits for the first byte: the head alone would have said that there is an answer. */
    @Test
    void ownBodyBehindAFlush_passes() throws Exception {
        Exchange gated = site.get(Apps.GATED + "/own-503-flushed");
        assertThat(gated.answer().status()).isEqualTo(503);
        assertThat(gated.answer().body())
                .isEqualTo(site.get(Apps.BARE + "/own-503-flushed").answer().body());
        assertThat(gated.answer().isComplete()).isTrue();
        Facts.noIncident(site);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/replaced-then-listener", "/replaced-in-listener"})
    void nonBlockingWriter_comesToItsEndThoughTheAnswerIsOurs(String path) throws Exception {
        Exchange exchange = site.get(Apps.GATED + path);
        Facts.answeredByUs(
                exchange,
                path.endsWith("listener") && path.contains("then") ? 503 : 502,
                "destination_unavailable",
                "connection_terminated");
        areHeard("written");
    }

    @Test
    void writeListenerThatThrowsBeforeTheFirstByte_isReplacedAndTold() throws Exception {
        Facts.answeredByUs(site.get(Apps.GATED + "/listener-throws"), 502, "connection_refused");
        areHeard("error Connection refused");
    }

    @Test
    void exceptionAfterStartAsync_isReplacedAtOnce() throws Exception {
        Facts.answeredByUs(site.get(Apps.GATED + "/throws-after-start"), 502, "connection_refused");
    }

    @Test
    void exceptionAfterComplete_changesNothing() throws Exception {
        Facts.answeredByUs(site.get(Apps.GATED + "/throws-after-complete"), 502, "upstream_error_response");
    }

    @Test
    void timeOutThatNobodyAnswers_answers504() throws Exception {
        Exchange exchange = site.get(Apps.GATED + "/time-out");
        Facts.answeredByUs(exchange, 504, "http_response_timeout");
        areHeard("timed out");
    }

    @Test
    void listenerThatAnswersTheTimeOut_isHeard() throws Exception {
        Exchange gated = site.get(Apps.GATED + "/time-out-own-200");
        WithoutTheFilter.isTheSame(gated, site.get(Apps.BARE + "/time-out-own-200"));
        assertThat(gated.answer().text()).isEqualTo("nothing new");
        Facts.noIncident(site);
    }

    @Test
    void listenerThatDispatchesAtTheTimeOut_isHeard() throws Exception {
        Exchange gated = site.get(Apps.GATED + "/time-out-dispatch");
        WithoutTheFilter.isTheSame(gated, site.get(Apps.BARE + "/time-out-dispatch"));
        assertThat(gated.answer().text()).isEqualTo("on second thought");
        Facts.noIncident(site);
    }

    @Test
    void listenerThatSendsAnErrorAtTheTimeOut_isReplaced() throws Exception {
        Facts.answeredByUs(site.get(Apps.GATED + "/time-out-error"), 504, "http_response_timeout");
    }

    /** The event gives the same context as the request does, so that nothing slips past. */
    @Test
    void completeThroughTheEvent_isSeen() throws Exception {
        Facts.answeredByUs(site.get(Apps.GATED + "/time-out-status"), 503, "upstream_error_response");
        Facts.answeredByUs(site.get(Apps.GATED + "/time-out-context"), 502, "upstream_error_response");
        areHeard("same context: true");
    }

    @Test
    void listenersOfTheApp_hearOfTheEnd() throws Exception {
        Facts.answeredByUs(site.get(Apps.GATED + "/complete-heard"), 502, "upstream_error_response");
        areHeard("complete");
    }
}
