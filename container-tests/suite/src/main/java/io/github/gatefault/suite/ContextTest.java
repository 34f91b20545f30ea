package io.github.gatefault.suite;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.filter.BadGatewayFilter;
import io.github.gatefault.suite.harness.Await;
import io.github.gatefault.suite.harness.Exchange;
import io.github.gatefault.suite.harness.Facts;
import io.github.gatefault.suite.harness.Site;
import io.github.gatefault.suite.harness.WebApp;
import io.github.gatefault.suite.proxy.Proxies;
import io.github.gatefault.suite.upstream.Fault;
import io.github.gatefault.suite.wire.Answer;
import io.github.gatefault.suite.wire.Connection;
import io.github.gatefault.suite.wire.Request;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

/** One ID: in the answer, for the app, for the upstream, in the log and in the log context of all that the app does. */
class ContextTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String TRACEPARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";
    private static final String RENAMED = "/renamed";
    private static final String CLOSED = "/closed";
    private static final String WITHIN = "/within";

    /** Where the app was, and the ID in the log context there. */
    private static final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

    @RegisterExtension
    static final Site site = Site.of(upstream -> List.of(
            Proxies.all(answering(Apps.gated()), upstream).errorPage("/oops"),
            answering(Apps.gated(RENAMED, Map.of("correlation-header", "X-Trace"))),
            answering(Apps.gated(CLOSED, Map.of("accept-correlation-id", "false"))),
            answering(WebApp.at(WITHIN)
                    .filter("outer", OuterContext::new, WebApp.ALL_DISPATCHES, Map.of())
                    .filter(Site.GATE, BadGatewayFilter::new, WebApp.ALL_DISPATCHES, Map.of()))));

    private static WebApp answering(WebApp app) {
        return app.serve("/tells", ContextTest::tells)
                .serve("/fails", (request, response) -> {
                    note("servlet");
                    throw new ConnectException("Connection refused");
                })
                .serve("/oops", (request, response) -> {
                    note("error page");
                    response.getWriter().print("oops");
                })
                .serve("/not-found", (request, response) -> response.sendError(404))
                .serve("/started", (request, response) -> {
                    AsyncContext async = request.startAsync();
                    async.addListener(new Noting());
                    async.start(() -> {
                        note("start");
                        async.complete();
                    });
                })
                .serve("/dispatched", (request, response) -> {
                    if (request.getDispatcherType() == DispatcherType.ASYNC) {
                        note("dispatch");
                        response.getWriter().print("done");
                    } else {
                        request.startAsync().dispatch();
                    }
                })
                .serve("/times-out", (request, response) -> {
                    AsyncContext async = request.startAsync();
                    async.setTimeout(200);
                    async.addListener(new Noting());
                })
                .serve("/in-callbacks", ContextTest::echoesNonBlocking);
    }

    private static void note(String where) {
        seen.add(where + " " + MDC.get("correlation_id"));
    }

    private static void tells(HttpServletRequest request, HttpServletResponse response) throws IOException {
        note("servlet");
        String header = request.getHeader("x-TRACE") != null ? "x-TRACE" : "x-correlation-ID";
        response.getWriter()
                .printf(
                        "%s %s %s %s",
                        request.getHeader(header),
                        Collections.list(request.getHeaders(header)),
                        Collections.list(request.getHeaderNames()).stream()
                                .filter(header::equalsIgnoreCase)
                                .count(),
                        request.getAttribute(BadGatewayFilter.CORRELATION_ID));
    }

    private static void echoesNonBlocking(HttpServletRequest request, HttpServletResponse response) throws IOException {
        AsyncContext async = request.startAsync();
        ServletInputStream in = request.getInputStream();
        ServletOutputStream out = response.getOutputStream();
        in.setReadListener(new ReadListener() {
            @Override
            public void onDataAvailable() throws IOException {
                byte[] buffer = new byte[64];
                while (in.isReady() && !in.isFinished()) {
                    if (in.read(buffer) < 0) {
                        return;
                    }
                }
            }

            @Override
            public void onAllDataRead() {
                note("reading");
                out.setWriteListener(new WriteListener() {
                    @Override
                    public void onWritePossible() throws IOException {
                        if (out.isReady()) {
                            note("writing");
                            out.write("thanks".getBytes(StandardCharsets.US_ASCII));
                            async.complete();
                        }
                    }

                    @Override
                    public void onError(Throwable failure) {
                        note("failed");
                    }
                });
            }

            @Override
            public void onError(Throwable failure) {
                note("failed");
            }
        });
    }

    /** Notes where it is called. */
    private static final class Noting implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            note("complete");
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            note("time-out");
        }

        @Override
        public void onError(AsyncEvent event) {
            note("error");
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            note("start again");
        }
    }

    /** Somebody else's log context around ours, under the same key. */
    private static final class OuterContext implements Filter {
        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            MDC.put("correlation_id", "outer");
            try {
                chain.doFilter(request, response);
                note("after");
            } finally {
                MDC.remove("correlation_id");
            }
        }
    }

    private static String seen(String where, Exchange exchange) {
        return where + " " + exchange.correlationId().orElseThrow();
    }

    private static String next() throws InterruptedException {
        return requireNonNull(seen.poll(5, TimeUnit.SECONDS), "the app has not been there");
    }

    @ParameterizedTest
    @ValueSource(strings = {"order-4711.retry_2", "0", "A"})
    void validId_thatComesIn_isTheExchanges(String id) throws Exception {
        for (String header : List.of("X-Correlation-Id", "x-correlation-id", "X-Request-Id")) {
            Exchange exchange = site.send(Request.get(Apps.GATED + "/tells").with(header, id));

            assertThat(exchange.correlationId()).hasValue(id);
            assertThat(exchange.answer().text()).isEqualTo(id + " [" + id + "] 1 " + id);
            assertThat(next()).isEqualTo("servlet " + id);
        }
    }

    @Test
    void traceId_countsForMoreThanAnId_andOwnHeaderForMoreThanRequestId() throws Exception {
        Request request = Request.get(Apps.GATED + "/tells").with("X-Request-Id", "request");

        assertThat(site.send(request.with("X-Correlation-Id", "own")).correlationId())
                .hasValue("own");
        assertThat(site.send(request.with("X-Correlation-Id", "own").with("traceparent", TRACEPARENT))
                        .correlationId())
                .hasValue(TRACE);
        assertThat(site.send(request.with("traceparent", "00-nonsense")).correlationId())
                .hasValue("request");
    }

    @Test
    void newId_isAUuidOfVersion7_andAnotherEachTime() throws Exception {
        String first = site.get(Apps.GATED + "/tells").correlationId().orElseThrow();
        String second = site.get(Apps.GATED + "/tells").correlationId().orElseThrow();

        assertThat(first).matches("[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}");
        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void otherHeader_canCarryTheId() throws Exception {
        Request request = Request.get(RENAMED + "/tells").with("X-Trace", "mine");

        try (Connection connection = site.connect()) {
            Answer answer = connection.send(request.bytes()).read("GET");

            assertThat(answer.header("X-Trace")).hasValue("mine");
            assertThat(answer.header("X-Correlation-Id")).isEmpty();
            assertThat(answer.text()).isEqualTo("mine [mine] 1 mine");
        }
    }

    @Test
    void idsFromOutside_canBeRefused_butNotTraces() throws Exception {
        Request request = Request.get(CLOSED + "/tells")
                .with("X-Correlation-Id", "forged")
                .with("X-Request-Id", "forged");

        Exchange exchange = site.send(request);

        assertThat(exchange.correlationId()).isPresent().get().isNotEqualTo("forged");
        assertThat(exchange.answer().text())
                .startsWith(exchange.correlationId().orElseThrow() + " [")
                .contains("] 1 ");
        assertThat(site.send(request.with("traceparent", TRACEPARENT)).correlationId())
                .hasValue(TRACE);
    }

    @ParameterizedTest
    @EnumSource(Proxies.class)
    void upstream_getsTheId(Proxies proxy) throws Exception {
        Exchange exchange = site.get(Apps.GATED + proxy.at(Fault.ECHO));

        assertThat(site.upstream().served(exchange.number()))
                .singleElement()
                .satisfies(served -> assertThat(served.fields().entrySet().stream()
                                .filter(field -> field.getKey().equalsIgnoreCase("X-Correlation-Id"))
                                .map(Map.Entry::getValue))
                        .containsExactly(exchange.correlationId().orElseThrow()));
    }

    @Test
    void failure_isLogged_inOneLine_underTheVisitorsId() throws Exception {
        Exchange exchange =
                site.send(Request.of("PUT", Apps.GATED + "/fails?card=4111").with("traceparent", TRACEPARENT));

        Facts.answeredByUs(exchange, 502, "connection_refused");
        assertThat(site.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.level()).isEqualTo("WARN");
            assertThat(incident.message())
                    .matches("502 connection_refused after [0-9]+ ms \\[" + TRACE + "] PUT /gated/fails");
            assertThat(incident.context()).containsEntry("correlation_id", TRACE);
            assertThat(incident.values())
                    .containsEntry("correlation_id", TRACE)
                    .containsEntry("trace_id", TRACE)
                    .containsEntry("cause", "connection_refused")
                    .containsEntry("category", "backend_down")
                    .containsEntry("status", "502")
                    .containsEntry("outcome", "replaced")
                    .containsEntry("request_sent", "no")
                    .containsEntry("action_by", "upstream")
                    .containsEntry("method", "PUT")
                    .containsEntry("path", "/gated/fails")
                    .containsEntry("confidence", "message")
                    .containsEntry("evidence", "link 1 java.net.ConnectException, rule jdk-connect-refused")
                    .containsKey("duration_ms");
        });
        assertThat(next()).isEqualTo("servlet " + TRACE);
    }

    @Test
    void startedTask_andItsListener_haveTheId() throws Exception {
        Exchange exchange = site.get(Apps.GATED + "/started");

        assertThat(List.of(next(), next()))
                .containsExactlyInAnyOrder(seen("start", exchange), seen("complete", exchange));
    }

    @Test
    void dispatch_hasTheId() throws Exception {
        Exchange exchange = site.get(Apps.GATED + "/dispatched");

        assertThat(exchange.answer().text()).isEqualTo("done");
        assertThat(next()).isEqualTo(seen("dispatch", exchange));
    }

    @Test
    void timeOut_isHeardUnderTheId_andAnswered() throws Exception {
        Exchange exchange = site.get(Apps.GATED + "/times-out");

        Facts.answeredByUs(exchange, 504, "http_response_timeout");
        assertThat(next()).isEqualTo(seen("time-out", exchange));
        assertThat(next()).isEqualTo(seen("complete", exchange));
    }

    @Test
    void listenersForReadingAndWriting_haveTheId() throws Exception {
        Exchange exchange =
                site.send(Request.of("POST", Apps.GATED + "/in-callbacks").body("a few words"));

        assertThat(exchange.answer().text()).isEqualTo("thanks");
        assertThat(next()).isEqualTo(seen("reading", exchange));
        assertThat(next()).isEqualTo(seen("writing", exchange));
    }

    @Test
    void errorPage_hasTheId() throws Exception {
        Exchange exchange = site.get(Apps.GATED + "/not-found");

        assertThat(exchange.answer().status()).isEqualTo(404);
        assertThat(exchange.answer().text()).isEqualTo("oops");
        assertThat(next()).isEqualTo(seen("error page", exchange));
        Facts.noIncident(site);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/tells", "/dispatched", "/fails"})
    void contextOfWhoeverIsAround_isBackAfterwards(String path) throws Exception {
        Exchange exchange = site.get(WITHIN + path);
        int passes = path.equals("/dispatched") ? 2 : 1;

        Await.until(
                Duration.ofSeconds(2),
                () -> seen.stream().filter("after outer"::equals).count() == passes,
                () -> "the outer context is not back: " + seen);
        assertThat(seen).noneMatch(note -> note.startsWith("servlet") && note.endsWith("outer"));
        assertThat(exchange.correlationId()).isPresent();
    }

    @BeforeEach
    void forget() {
        seen.clear();
    }
}
