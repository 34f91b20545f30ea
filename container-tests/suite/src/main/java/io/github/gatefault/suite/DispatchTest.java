package io.github.gatefault.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.filter.BadGatewayFilter;
import io.github.gatefault.suite.harness.Exchange;
import io.github.gatefault.suite.harness.Facts;
import io.github.gatefault.suite.harness.Handler;
import io.github.gatefault.suite.harness.Site;
import io.github.gatefault.suite.harness.WebApp;
import io.github.gatefault.suite.proxy.Proxies;
import io.github.gatefault.suite.upstream.Fault;
import io.github.gatefault.suite.upstream.FaultUpstream;
import io.github.gatefault.suite.wire.Connection;
import io.github.gatefault.suite.wire.Http2Connection;
import io.github.gatefault.suite.wire.Request;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

/** One request in more than one dispatch, and the filter where it is mapped too little, too often, or beside a stranger. */
class DispatchTest {
    private static final String TWICE = "/twice";
    private static final String STRANGER = "/stranger";
    private static final String REQUEST_ONLY = "/request-only";
    private static final String PAGED = "/paged";
    /** Its dispatch goes back to the resource that forwarded, which would forward again, and so on without end. */
    private static final String RETURNS_TO_THE_FORWARD = "DISPATCHING";

    private static final String ID = "of-the-visitor-1";

    /** How often the app was told to do something that must not be done twice. */
    private static final AtomicInteger orders = new AtomicInteger();

    @RegisterExtension
    static final Site site = Site.of(upstream -> List.of(
            forwarding(Apps.gated(), upstream),
            forwarding(Apps.bare(), upstream),
            forwarding(
                    Apps.gated(TWICE, Map.of())
                            .filter("second", BadGatewayFilter::new, WebApp.ALL_DISPATCHES, Map.of()),
                    upstream),
            forwarding(
                    WebApp.at(STRANGER)
                            .filter("before", DispatchTest::stranger, Set.of(DispatcherType.REQUEST), Map.of())
                            .filter("gatefault-of-a-stranger", BadGatewayFilter::new, WebApp.ALL_DISPATCHES, Map.of()),
                    upstream),
            ordering(WebApp.at(REQUEST_ONLY)
                    .filter(Site.GATE, BadGatewayFilter::new, Set.of(DispatcherType.REQUEST), Map.of())),
            Apps.gated(PAGED, Map.of())
                    .errorPage("/page")
                    .serve("/page", (request, response) -> {
                        response.setContentType("text/plain");
                        response.getWriter()
                                .print(request.getDispatcherType() + " " + MDC.get("correlation_id") + " "
                                        + request.getAttribute(BadGatewayFilter.CORRELATION_ID));
                    })
                    .serve("/page-fails", (request, response) -> response.sendError(503))
                    .serve("/bug", (request, response) -> {
                        throw new IllegalStateException("a bug of the app's");
                    })
                    .serve("/gone", (request, response) -> response.sendError(410))
                    .serve("/reset", (request, response) -> {
                        response.reset();
                        response.sendError(500);
                    })
                    .serve("/refused", (request, response) -> {
                        throw new ConnectException("Connection refused");
                    })));

    private static WebApp forwarding(WebApp app, FaultUpstream upstream) {
        return Proxies.all(app, upstream)
                .serve(
                        "/forward/*",
                        (request, response) -> request.getRequestDispatcher(request.getPathInfo())
                                .forward(request, response))
                .serve("/including", (request, response) -> {
                    response.setContentType("text/plain");
                    response.getOutputStream().print("before ");
                    request.getRequestDispatcher("/" + request.getQueryString()).include(request, response);
                    response.getOutputStream().print(" after");
                })
                .serve("/status-only", (request, response) -> response.setStatus(503))
                .serve("/status-and-text", (request, response) -> {
                    response.setStatus(503);
                    response.getOutputStream().print("[no part]");
                })
                .serve("/error", (request, response) -> response.sendError(503))
                .serve("/error-with-text", (request, response) -> response.sendError(502, "no part"))
                .serve("/not-found", (request, response) -> response.sendError(404));
    }

    /** Somebody else's object where the exchange of this filter would be, as another class loader's copy would leave it. */
    private static Filter stranger() {
        return (request, response, chain) -> {
            request.setAttribute("io.github.gatefault.exchange", "somebody else's");
            chain.doFilter(request, response);
        };
    }

    private static WebApp ordering(WebApp app) {
        return app.servlet("/throws", () -> new Ordering(DispatchTest::halfAndThrow), Map.of())
                .servlet("/throws-in-async", () -> new Ordering(DispatchTest::halfInAsyncAndThrow), Map.of())
                .servlet("/error-in-async", () -> new Ordering(DispatchTest::halfInAsyncAndSendError), Map.of())
                .servlet("/time-out", () -> new Ordering(DispatchTest::halfAndNothing), Map.of())
                .servlet(
                        "/refused",
                        () -> new Ordering((request, response) -> {
                            throw new ConnectException("Connection refused");
                        }),
                        Map.of())
                .serve("/in-service-error-in-async", (request, response) -> {
                    orders.incrementAndGet();
                    halfInAsyncAndSendError(request, response);
                });
    }

    /** Takes an order, which is counted, and fails in the middle of the answer. */
    private static final class Ordering extends HttpServlet {
        private static final long serialVersionUID = 1;
        private final transient Handler fails;

        Ordering(Handler fails) {
            this.fails = fails;
        }

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response)
                throws jakarta.servlet.ServletException, IOException {
            orders.incrementAndGet();
            try {
                fails.handle(request, response);
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new jakarta.servlet.ServletException(e);
            }
        }
    }

    private static void half(HttpServletResponse response) throws IOException {
        response.setContentType("application/octet-stream");
        response.getOutputStream().write(FaultUpstream.bytes(5000));
        response.flushBuffer();
    }

    private static void halfAndThrow(HttpServletRequest request, HttpServletResponse response) throws IOException {
        half(response);
        throw new EOFException("the upstream broke off");
    }

    private static void halfInAsyncAndThrow(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        request.startAsync().setTimeout(3000);
        halfAndThrow(request, response);
    }

    private static void halfInAsyncAndSendError(HttpServletRequest request, HttpServletResponse response) {
        AsyncContext async = request.startAsync();
        async.setTimeout(3000);
        async.start(() -> {
            try {
                half(response);
                response.sendError(502);
            } catch (IOException | IllegalStateException e) {
                // Too late for an error status, as containers may say.
                assertThat(response.isCommitted()).isTrue();
            }
            async.complete();
        });
    }

    private static void halfAndNothing(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.startAsync().setTimeout(200);
        half(response);
    }

    @ParameterizedTest
    @EnumSource(value = Proxies.class, mode = Mode.EXCLUDE, names = RETURNS_TO_THE_FORWARD)
    void emptyErrorStatusInAForward_isReplaced(Proxies proxy) throws Exception {
        String path = Apps.GATED + "/forward" + proxy.at(Fault.STATUS_503_EMPTY);
        Facts.answeredByUs(site.get(path), 503, "upstream_error_response");
        Facts.answeredByUs(site.send(Request.of("HEAD", path)), 503, "upstream_error_response");
    }

    @ParameterizedTest
    @EnumSource(value = Proxies.class, mode = Mode.EXCLUDE, names = RETURNS_TO_THE_FORWARD)
    void healthyForward_isTheSame(Proxies proxy) throws Exception {
        for (Fault fault : List.of(Fault.OK, Fault.BIG, Fault.NOT_FOUND, Fault.STATUS_503_JSON)) {
            for (String method : List.of("GET", "HEAD")) {
                String path = "/forward" + proxy.at(fault);
                Exchange gated = site.send(Request.of(method, Apps.GATED + path));
                WithoutTheFilter.isTheSame(gated, site.send(Request.of(method, Apps.BARE + path)));
            }
        }
        Facts.noIncident(site);
    }

    @ParameterizedTest
    @EnumSource(value = Proxies.class, mode = Mode.EXCLUDE, names = RETURNS_TO_THE_FORWARD)
    void upstreamThatFailsInAForward_isReplaced(Proxies proxy) throws Exception {
        String path = Apps.GATED + "/forward";
        Facts.answeredByUs(site.get(path + proxy.at(Fault.REFUSED)), 502, "connection_refused");
        Facts.answeredByUs(
                site.get(path + proxy.at(Fault.EMPTY)), 502, "connection_terminated", "http_response_incomplete");
    }

    @ParameterizedTest
    @EnumSource(value = Proxies.class, mode = Mode.EXCLUDE, names = RETURNS_TO_THE_FORWARD)
    void answerThatBreaksOffInAForward_isCutOff(Proxies proxy) throws Exception {
        Facts.cutOffAfterCommit(
                site,
                site.get(Apps.GATED + "/forward" + proxy.at(Fault.TRUNCATED)),
                "http_response_incomplete",
                "connection_terminated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status-only", "error", "not-found"})
    void errorInAForward_isAnsweredOnce(String target) throws Exception {
        Exchange exchange = site.get(Apps.GATED + "/forward/" + target);
        if (target.equals("not-found")) {
            assertThat(exchange.answer().status()).isEqualTo(404);
            Facts.noIncident(site);
        } else {
            Facts.answeredByUs(exchange, 503, "upstream_error_response", "destination_unavailable");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"status-only", "status-and-text", "error", "error-with-text"})
    void errorOfAnIncludedResource_doesNotCount(String part) throws Exception {
        Exchange gated = site.get(Apps.GATED + "/including?" + part);
        Facts.noIncident(site);
        assertThat(gated.isOurs()).as("%s", gated).isFalse();
        Exchange bare = site.get(Apps.BARE + "/including?" + part);
        assertThat(gated.answer().status())
                .as("%s", gated)
                .isEqualTo(bare.answer().status());
        assertThat(gated.answer().header("Content-Type"))
                .as("%s", gated)
                .isEqualTo(bare.answer().header("Content-Type"));
        if (part.startsWith("status")) {
            WithoutTheFilter.isTheSame(gated, bare);
            assertThat(gated.answer().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bug", "/gone", "/reset"})
    void errorDispatch_hasTheIdInTheHeaderTheLogContextAndTheAttribute(String path) throws Exception {
        Exchange exchange = site.send(Request.get(PAGED + path).with("X-Correlation-Id", ID));
        assertThat(exchange.answer().status()).as("%s", exchange).isEqualTo(path.equals("/gone") ? 410 : 500);
        assertThat(exchange.answer().text()).as("%s", exchange).isEqualTo("ERROR " + ID + " " + ID);
        assertThat(exchange.answer().headers("X-Correlation-Id")).containsExactly(ID);
        Facts.noIncident(site);
    }

    @Test
    void upstreamFailure_doesNotReachTheErrorPageOfTheApp() throws Exception {
        Facts.answeredByUs(site.get(PAGED + "/refused"), 502, "connection_refused");
        Facts.answeredByUs(site.get(PAGED + "/page-fails"), 503, "destination_unavailable");
        assertThat(site.incidents()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(value = Proxies.class, mode = Mode.EXCLUDE, names = RETURNS_TO_THE_FORWARD)
    void filterThatIsThereTwice_countsOnce(Proxies proxy) throws Exception {
        Exchange refused =
                site.send(Request.get(TWICE + proxy.at(Fault.REFUSED)).with("X-Correlation-Id", ID));
        Facts.answeredByUs(refused, 502, "connection_refused");
        assertThat(refused.answer().headers("X-Correlation-Id")).containsExactly(ID);
        assertThat(site.incidents()).hasSize(1);

        Facts.answeredByUs(
                site.get(TWICE + "/forward" + proxy.at(Fault.STATUS_503_EMPTY)), 503, "upstream_error_response");
        assertThat(site.incidents()).hasSize(2);

        Exchange healthy = site.get(TWICE + proxy.at(Fault.OK));
        assertThat(healthy.answer().text()).isEqualTo("all is well\n");
        Exchange cutOff = site.get(TWICE + proxy.at(Fault.TRUNCATED));
        assertThat(cutOff.answer().isCutOff()).as("%s", cutOff).isTrue();
    }

    /** Whatever is in the attribute is somebody else's, and so is the exchange. */
    @ParameterizedTest
    @ValueSource(strings = {"/blocking/ok", "/async/ok", "/forward/blocking/ok", "/status-only", "/not-found"})
    void exchangeOfAStranger_passesThrough(String path) throws Exception {
        Exchange strange = site.get(STRANGER + path);
        Exchange bare = site.get(Apps.BARE + path);
        assertThat(strange.answer().status()).isEqualTo(bare.answer().status());
        if (!path.equals("/not-found")) {
            assertThat(strange.answer().body()).isEqualTo(bare.answer().body());
        }
        assertThat(strange.answer().headers("X-Correlation-Id")).isEmpty();
        assertThat(strange.isOurs()).isFalse();
        Facts.noIncident(site);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/throws", "/throws-in-async", "/error-in-async", "/time-out"})
    void filterForRequestsOnly_cutsOffAndOrdersOnce(String path) throws Exception {
        orders.set(0);
        Request order = Request.of("POST", REQUEST_ONLY + path).body("order=1");
        Exchange exchange = site.send(order);
        assertThat(orders).as("orders taken: %s", exchange).hasValue(1);
        assertThat(exchange.answer().isCutOff()).as("%s", exchange).isTrue();
        assertThat(exchange.answer().body())
                .isEqualTo(FaultUpstream.bytes(exchange.answer().body().length));
        assertThat(site.incidents())
                .singleElement()
                .satisfies(incident -> assertThat(incident.outcome()).isEqualTo("after_commit"));
    }

    /** A servlet that acts before it asks for the method may act twice then; its visitor is cut off all the same. */
    @Test
    void filterForRequestsOnly_cutsOffAServletOfAnyMethod() throws Exception {
        Exchange exchange = site.send(
                Request.of("POST", REQUEST_ONLY + "/in-service-error-in-async").body("order=1"));

        assertThat(exchange.answer().isCutOff()).as("%s", exchange).isTrue();
        assertThat(site.incidents())
                .singleElement()
                .satisfies(incident -> assertThat(incident.outcome()).isEqualTo("after_commit"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/throws", "/error-in-async"})
    void filterForRequestsOnly_cutsOffAStreamAndOrdersOnce(String path) throws Exception {
        orders.set(0);
        try (Http2Connection connection = Http2Connection.to(site.port())) {
            Exchange exchange = site.send(
                    connection, Request.of("POST", REQUEST_ONLY + path).body("order=1"));
            assertThat(exchange.answer().isCutOff()).as("%s", exchange).isTrue();
        }
        assertThat(orders).hasValue(1);
    }

    @Test
    void filterForRequestsOnly_replacesAndOrdersOnce() throws Exception {
        orders.set(0);
        Exchange exchange =
                site.send(Request.of("POST", REQUEST_ONLY + "/refused").body("order=1"));
        Facts.answeredByUs(exchange, 502, "connection_refused");
        assertThat(orders).hasValue(1);
    }

    /** A second request on a connection knows nothing of the first one's forward; after a 503 Tomcat would close. */
    @Test
    void connectionAfterAForward_isInStep() throws Exception {
        try (Connection connection = site.connect()) {
            for (int i = 0; i < 3; i++) {
                Request failing = Request.get(Apps.GATED + "/forward/blocking/status-502-empty");
                Exchange exchange =
                        site.keep(failing, connection.send(failing.bytes()).read("GET"));
                Facts.answeredByUs(exchange, 502, "upstream_error_response");
                Request healthy = Request.get(Apps.GATED + "/forward/blocking/ok");
                Exchange next =
                        site.keep(healthy, connection.send(healthy.bytes()).read("GET"));
                assertThat(next.answer().text()).as("%s", next).isEqualTo("all is well\n");
            }
        }
    }
}
