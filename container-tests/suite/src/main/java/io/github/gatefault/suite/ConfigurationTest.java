package io.github.gatefault.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.filter.BadGatewayFilter;
import io.github.gatefault.filter.UpstreamException;
import io.github.gatefault.filter.UpstreamFailures;
import io.github.gatefault.filter.classify.Cause;
import io.github.gatefault.filter.classify.Failure;
import io.github.gatefault.filter.classify.Failure.Thrown;
import io.github.gatefault.filter.classify.Verdict;
import io.github.gatefault.filter.incident.IncidentListener;
import io.github.gatefault.suite.harness.Container;
import io.github.gatefault.suite.harness.Exchange;
import io.github.gatefault.suite.harness.Facts;
import io.github.gatefault.suite.harness.Site;
import io.github.gatefault.suite.harness.WebApp;
import io.github.gatefault.suite.wire.Answer;
import io.github.gatefault.suite.wire.Connection;
import io.github.gatefault.suite.wire.Request;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What settings do to answers, and what code says by itself about its upstream's failures. */
class ConfigurationTest {
    private static final String HTML = "text/html";
    private static final Queue<Incident> heard = new ConcurrentLinkedQueue<>();

    @TempDir
    private static Path templates;

    @RegisterExtension
    static final Site site = Site.of(upstream -> List.of(
            failing(Apps.gated()),
            failing(Apps.gated("/always-502", Map.of("status", "always-502"))),
            failing(Apps.gated("/always-503", Map.of("status", "always-503"))),
            failing(Apps.gated("/without-proxy-status", Map.of("proxy-status", "false"))),
            failing(Apps.gated("/details", Map.of("proxy-status-details", "true"))),
            failing(Apps.gated("/trace", Map.of("correlation-header", "X-Trace"))),
            failing(Apps.gated("/own-ids", Map.of("accept-correlation-id", "false"))),
            failing(
                    Apps.gated(
                            "/formats",
                            Map.of(
                                    "formats",
                                    "/=html, /down/=text, /down/api/=problem+json, /down/api/old/=json, /down/api/soap=problem+xml"))),
            failing(Apps.gated("/brand", Map.of("brand-name", "Söhne & <Töchter>"))),
            failing(Apps.gated("/german", Map.of("default-language", "de"))),
            failing(Apps.gated("/templates", Map.of("templates", ownTemplates()))),
            failing(Apps.gated("/hidden-upstream", Map.of("upstream", "orders"))),
            failing(Apps.gated("/shown-upstream", Map.of("upstream", "orders", "show-upstream", "true"))),
            failing(WebApp.at("/listeners")
                    .filter(
                            Site.GATE,
                            () -> BadGatewayFilter.builder()
                                    .listeners(
                                            throwing(new IllegalStateException("a bug of the listener's")), heard::add)
                                    .build(),
                            WebApp.ALL_DISPATCHES,
                            Map.of())),
            failing(WebApp.at("/own-causes")
                    .filter(
                            Site.GATE,
                            () -> BadGatewayFilter.builder()
                                    .classifiers(
                                            failure -> {
                                                throw new IllegalStateException("a bug of the classifier's");
                                            },
                                            ConfigurationTest::ofTheStore)
                                    .build(),
                            WebApp.ALL_DISPATCHES,
                            Map.of("cause-rules", ownRules()))),
            failing(WebApp.at("/broken-listeners")
                    .filter(
                            Site.GATE,
                            () -> BadGatewayFilter.builder()
                                    .listeners(throwing(new NoClassDefFoundError("metrics")), heard::add)
                                    .build(),
                            WebApp.ALL_DISPATCHES,
                            Map.of()))));

    private static WebApp failing(WebApp app) {
        return app.serve("/down/*", (request, response) -> {
                    throw new ConnectException("Connection refused");
                })
                .serve("/relayed", (request, response) -> response.setStatus(503))
                .serve("/timed-out", (request, response) -> {
                    throw new UpstreamException(CauseType.HTTP_RESPONSE_TIMEOUT);
                })
                .serve("/thrown", (request, response) -> {
                    throw declared(request);
                })
                .serve("/wrapped", (request, response) -> {
                    throw new ServletException(new IOException(declared(request)));
                })
                .serve("/reported", (request, response) -> {
                    UpstreamFailures.report(request, new ConnectException("the first of two"));
                    UpstreamFailures.report(request, declared(request));
                    response.sendError(500, "in vain");
                })
                .serve("/reported-silently", (request, response) -> {
                    UpstreamFailures.report(request, new IOException(declared(request)));
                    response.setStatus(502);
                })
                .serve("/reported-async", (request, response) -> {
                    AsyncContext async = request.startAsync();
                    async.start(() -> {
                        UpstreamFailures.report(request, declared(request));
                        response.setStatus(500);
                        try {
                            response.sendError(500);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                        async.complete();
                    });
                })
                .serve("/thrown-async", (request, response) -> {
                    if (request.getDispatcherType() == DispatcherType.ASYNC) {
                        throw declared(request);
                    }
                    AsyncContext async = request.startAsync();
                    async.start(async::dispatch);
                })
                .serve("/store-busy", (request, response) -> {
                    throw new ServletException(new StoreException("busy"));
                })
                .serve("/store-lost", (request, response) -> {
                    throw new StoreException("lost");
                })
                .serve("/store-empty", (request, response) -> {
                    throw new StoreEmptyException(new ConnectException("Connection refused"));
                })
                .serve("/nonsense", (request, response) -> {
                    throw new UpstreamException(
                            CauseType.CONNECTION_LIMIT_REACHED, "Circuit \"open\"\r\nevil: 1", "a\r\nb", null);
                });
    }

    /** An in-house client's. */
    private static class StoreException extends RuntimeException {
        private static final long serialVersionUID = 1;

        StoreException(String what) {
            super(what);
        }
    }

    /** An in-house client's, for nothing that is wrong. */
    private static final class StoreEmptyException extends RuntimeException {
        private static final long serialVersionUID = 1;

        StoreEmptyException(Throwable cause) {
            super(cause);
        }
    }

    private static @Nullable Verdict ofTheStore(Failure failure) {
        return failure.seen() instanceof Thrown thrown
                        && thrown.exception().getCause() instanceof StoreException store
                        && "busy".equals(store.getMessage())
                ? Cause.of(CauseType.CONNECTION_LIMIT_REACHED, "store_busy", "the store's own word")
                : null;
    }

    private static String ownRules() {
        try {
            return Files.writeString(
                            templates.resolve("rules.properties"),
                            StoreException.class.getName() + "=http_response_timeout\n"
                                    + StoreEmptyException.class.getName() + "=none\n")
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static UpstreamException declared(HttpServletRequest request) {
        return new UpstreamException(
                CauseType.valueOf(request.getQueryString()), "circuit_open", "payments", new ConnectException());
    }

    private static IncidentListener throwing(Throwable trouble) {
        return incident -> {
            if (trouble instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) trouble;
        };
    }

    private static String ownTemplates() {
        try {
            Files.writeString(
                    templates.resolve("page.mustache"),
                    "<!DOCTYPE html>\n<title>{{headline}}</title><p>all others</p>{{id}}");
            Files.writeString(
                    templates.resolve("connection_refused.mustache"),
                    "<!DOCTYPE html>\n<title>{{headline}}</title><p>closed today</p>{{id}} {{>brand}}");
            Files.writeString(templates.resolve("brand.mustache"), "<b>our brand</b>");
            Files.writeString(
                    templates.resolve("messages_en.properties"), "headline.backend_down=Our kitchen isn’t answering");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return templates.toString();
    }

    /** Exchanges without the marks by which the checks after each test know ours. */
    private static Answer ask(Request request) throws IOException {
        try (Connection connection = site.connect()) {
            return connection.send(request.bytes()).read(request.method());
        }
    }

    private static Request page(String target) {
        return Request.get(target).with("Accept", HTML);
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 503})
    void statusForAll_isThatOfEachAnswer(int status) throws Exception {
        String app = "/always-" + status;
        Facts.answeredByUs(site.get(app + "/down/"), status, "connection_refused");
        Facts.answeredByUs(site.get(app + "/timed-out"), status, "http_response_timeout");
        Facts.answeredByUs(site.get(app + "/thrown?DESTINATION_NOT_FOUND"), status, "destination_not_found");
        Exchange relayed = site.get(app + "/relayed");
        Facts.answeredByUs(relayed, status, "upstream_error_response");
        assertThat(Facts.json(relayed.answer())).containsEntry("received_status", "503");
    }

    @Test
    void proxyStatus_canBeLeftOut() throws Exception {
        Answer answer = ask(Request.get("/without-proxy-status/down/"));
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.headers("Proxy-Status")).isEmpty();
        assertThat(Facts.json(answer)).containsEntry("cause", "connection_refused");
        assertThat(site.incidents()).hasSize(1);
    }

    @Test
    void detailsOfProxyStatus_areToldWhereTheyAreAskedFor() throws Exception {
        assertThat(site.get("/details/thrown?CONNECTION_LIMIT_REACHED").answer().header("Proxy-Status"))
                .contains("gatefault; error=connection_limit_reached; details=\"circuit_open\"");
        assertThat(site.get("/gated/thrown?CONNECTION_LIMIT_REACHED").answer().header("Proxy-Status"))
                .contains("gatefault; error=connection_limit_reached");
    }

    @Test
    void correlationHeader_hasTheNameThatIsSet() throws Exception {
        Answer answer = ask(Request.get("/trace/down/").with("X-Trace", "mine").with("X-Correlation-Id", "not-mine"));
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.headers("X-Trace")).containsExactly("mine");
        assertThat(answer.headers("X-Correlation-Id")).isEmpty();
        assertThat(Facts.json(answer)).containsEntry("correlation_id", "mine");
        assertThat(site.incidents())
                .singleElement()
                .satisfies(incident -> assertThat(incident.id()).isEqualTo("mine"));
    }

    @Test
    void idsOfStrangers_canBeRefusedButTracesAreTaken() throws Exception {
        Request request =
                Request.get("/own-ids/down/").with("X-Correlation-Id", "mine").with("X-Request-Id", "mine");
        assertThat(site.send(request).correlationId()).get().asString().matches("[0-9a-f]{32}");

        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        Exchange traced = site.send(request.with("traceparent", "00-" + trace + "-00f067aa0ba902b7-01"));
        assertThat(traced.correlationId()).contains(trace);
        assertThat(Facts.json(traced.answer())).containsEntry("trace_id", trace);
    }

    @ParameterizedTest
    @CsvSource({
        "/relayed, text/html;charset=utf-8",
        "/down/, text/plain;charset=utf-8",
        "/down/apis, text/plain;charset=utf-8",
        "/down/api/orders, application/problem+json",
        "/down/api/old/orders, application/json",
        "/down/api/soap, application/problem+xml;charset=utf-8",
        "/down/api/soapy, application/problem+xml;charset=utf-8"
    })
    void longestPrefix_fixesTheFormat(String path, String type) throws Exception {
        for (String accept : List.of("text/html", "application/json", "text/plain", "image/png")) {
            Exchange exchange = site.send(Request.get("/formats" + path).with("Accept", accept));
            assertThat(exchange.isOurs()).as("%s", exchange).isTrue();
            assertThat(exchange.answer().header("Content-Type"))
                    .get()
                    .asString()
                    .isEqualToIgnoringCase(type);
        }
    }

    @Test
    void brandName_isOnThePage() throws Exception {
        Exchange exchange = site.send(page("/brand/down/"));
        Facts.answeredByUs(exchange, 502, "connection_refused");
        assertThat(exchange.answer().text())
                .contains("Söhne &amp; &lt;Töchter&gt;")
                .doesNotContain("<Töchter>");
        assertThat(site.send(page("/gated/down/")).answer().text()).doesNotContain("Söhne");
    }

    @ParameterizedTest
    @CsvSource({"'', de", "tlh, de", "*, de", "en, en", "'fr;q=0.1', fr"})
    void defaultLanguage_isForThoseWhoAskForNoneThatIsThere(String languages, String chosen) throws Exception {
        Request request = page("/german/down/");
        Exchange exchange = site.send(languages.isEmpty() ? request : request.with("Accept-Language", languages));
        Facts.answeredByUs(exchange, 502, "connection_refused");
        assertThat(exchange.answer().header("Content-Language")).contains(chosen);
        assertThat(exchange.answer().text()).contains("<html lang=\"" + chosen + "\"");
    }

    @Test
    void ownTemplates_areForTheirCausesAndTheOthers() throws Exception {
        Exchange refused = site.send(page("/templates/down/"));
        Facts.answeredByUs(refused, 502, "connection_refused");
        assertThat(refused.answer().text())
                .contains("<title>Our kitchen isn’t answering</title>", "closed today", "<b>our brand</b>");

        Exchange timedOut = site.send(page("/templates/timed-out"));
        Facts.answeredByUs(timedOut, 504, "http_response_timeout");
        assertThat(timedOut.answer().text()).contains("all others").doesNotContain("closed today");
    }

    @Test
    void upstreamsName_isShownWhereThatIsSetAndLoggedAlways() throws Exception {
        Exchange hidden = site.get("/hidden-upstream/down/");
        assertThat(Facts.json(hidden.answer())).doesNotContainKey("upstream");
        assertThat(hidden.answer().text()).doesNotContain("orders");
        Exchange shown = site.get("/shown-upstream/down/");
        assertThat(Facts.json(shown.answer())).containsEntry("upstream", "orders");
        assertThat(site.incidents())
                .hasSize(2)
                .allSatisfy(incident -> assertThat(incident.values()).containsEntry("upstream", "orders"));

        Exchange told = site.get("/shown-upstream/thrown?CONNECTION_REFUSED");
        assertThat(Facts.json(told.answer())).containsEntry("upstream", "payments");
    }

    private static void isDeclared(Exchange exchange, CauseType type) throws IOException {
        Facts.answeredByUs(exchange, type.status(), type.token());
        assertThat(Facts.json(exchange.answer()))
                .containsEntry("cause", type.token())
                .containsEntry("cause_detail", "circuit_open")
                .containsEntry("category", type.family().token())
                .containsEntry("status", Integer.toString(type.status()))
                .doesNotContainKey("received_status");
        assertThat(site.incidents())
                .as("%s", exchange)
                .anySatisfy(incident -> assertThat(incident.values())
                        .containsEntry(
                                "correlation_id", exchange.correlationId().orElseThrow())
                        .containsEntry("cause_detail", "circuit_open")
                        .containsEntry("upstream", "payments"));
    }

    /** An error of the upstream's own is no error type of RFC 9209; see the next test. */
    @ParameterizedTest
    @EnumSource(value = CauseType.class, mode = EnumSource.Mode.EXCLUDE, names = "UPSTREAM_ERROR_RESPONSE")
    void declaredCause_isTakenAtItsWord(CauseType type) throws Exception {
        isDeclared(site.get("/gated/thrown?" + type), type);
    }

    @Test
    void declaredErrorOfTheUpstream_isNoErrorOfTheProxy() throws Exception {
        Answer answer = ask(Request.get("/gated/thrown?UPSTREAM_ERROR_RESPONSE"));
        assertThat(answer.status()).isEqualTo(CauseType.UPSTREAM_ERROR_RESPONSE.status());
        assertThat(answer.headers("Proxy-Status")).containsExactly("gatefault");
        assertThat(Facts.json(answer))
                .containsEntry("cause", "upstream_error_response")
                .containsEntry("cause_detail", "circuit_open");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/wrapped", "/reported", "/reported-silently", "/reported-async", "/thrown-async"})
    void causeFromAnywhere_isTakenAtItsWord(String path) throws Exception {
        for (CauseType type :
                List.of(CauseType.CONNECTION_LIMIT_REACHED, CauseType.DNS_TIMEOUT, CauseType.TLS_CERTIFICATE_ERROR)) {
            isDeclared(site.get("/gated" + path + "?" + type), type);
        }
    }

    /** Its cause is known for sure, so that it counts whatever else was said. */
    @Test
    void causeWithANonsensicalDetail_isAnsweredForAllTheSame() throws Exception {
        Exchange exchange = site.get("/gated/nonsense");
        Facts.answeredByUs(exchange, 503, "connection_limit_reached");
        assertThat(exchange.answer().text()).doesNotContain("evil");
        assertThat(site.incidents())
                .singleElement()
                .satisfies(incident -> assertThat(incident.message()).doesNotContain("evil"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/listeners", "/broken-listeners"})
    void listenerThatThrows_harmsNeitherVisitorNorTheNextListener(String app) throws Exception {
        heard.clear();
        for (String path : List.of("/down/", "/relayed", "/reported-async?DNS_ERROR")) {
            Exchange exchange = site.get(app + path);
            assertThat(exchange.isOurs()).as("%s", exchange).isTrue();
            assertThat(heard).as("%s", exchange).singleElement().satisfies(incident -> {
                assertThat(incident.id()).isEqualTo(exchange.correlationId().orElseThrow());
                assertThat(incident.status()).isEqualTo(exchange.answer().status());
            });
            heard.clear();
        }
    }

    @Test
    void ownCauses_areToldBeforeOurs_andABrokenClassifierHarmsNobody() throws Exception {
        Exchange busy = site.get("/own-causes/store-busy");
        Facts.answeredByUs(busy, 503, "connection_limit_reached");
        assertThat(Facts.json(busy.answer())).containsEntry("cause_detail", "store_busy");
        Facts.answeredByUs(site.get("/own-causes/store-lost"), 504, "http_response_timeout");
        Facts.answeredByUs(site.get("/own-causes/down/"), 502, "connection_refused");
        Facts.answeredByUs(site.get("/gated/store-empty"), 502, "connection_refused");
        assertThat(site.get("/own-causes/store-empty").isOurs()).isFalse();
    }

    /** What a start said, which some containers tell their log only. */
    private record Overheard(Filter filter, Queue<String> troubles) implements Filter {
        @Override
        public void init(FilterConfig config) throws ServletException {
            try {
                filter.init(config);
            } catch (ServletException e) {
                troubles.add(String.valueOf(e.getMessage()));
                throw e;
            }
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            filter.doFilter(request, response, chain);
        }
    }

    @Test
    void brokenTemplate_isRefusedAtStartWithItsFileAndLine(@TempDir Path folder) throws Exception {
        Files.writeString(
                folder.resolve("dns_error.mustache"),
                "<!DOCTYPE html>\n<title>x</title>\n{{#headline}}\n{{/summary}}\n");
        Queue<String> troubles = new ConcurrentLinkedQueue<>();
        WebApp app = WebApp.at("/broken")
                .filter(
                        Site.GATE,
                        () -> new Overheard(new BadGatewayFilter(), troubles),
                        WebApp.ALL_DISPATCHES,
                        Map.of("templates", folder.toString()))
                .serve("/*", (request, response) -> response.setStatus(204));
        assertThatThrownBy(() -> {
                    try (Container.Running unexpected = Container.ofClassPath().start(List.of(app))) {
                        assertThat(unexpected.port()).isPositive();
                    }
                })
                .isInstanceOf(Exception.class);
        assertThat(troubles)
                .isNotEmpty()
                .allSatisfy(trouble -> assertThat(trouble).contains("gatefault cannot start", "dns_error.mustache:4"));
    }
}
