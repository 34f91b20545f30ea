package io.github.gatefault.filter.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.filter.BadGatewayFilter;
import io.github.gatefault.filter.incident.IncidentStore;
import io.github.gatefault.filter.incident.IncidentStoreException;
import io.github.gatefault.filter.testing.TestServer;
import io.github.gatefault.filter.upstream.Upstream;
import io.github.gatefault.filter.upstream.Upstreams;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IncidentServletTest {
    @RegisterExtension
    final TestServer server = new TestServer("/shop");

    private final IncidentStore store = IncidentStore.inMemory(1_000);

    /** Allows requests with a secret header. */
    public static final class SecretHeader implements Predicate<HttpServletRequest> {
        @Override
        public boolean test(HttpServletRequest request) {
            return "open".equals(request.getHeader("X-Knock"));
        }
    }

    private void start(IncidentServlet servlet, Map<String, String> initParameters) throws Exception {
        start(servlet, initParameters, store);
    }

    private void start(IncidentServlet servlet, Map<String, String> initParameters, IncidentStore shared)
            throws Exception {
        server.with(BadGatewayFilter.builder()
                        .incidentStore(shared)
                        .upstream("orders")
                        .upstreams(Upstreams.of(new Upstream("orders", List.of("orders.internal:8080"), null)))
                        .build())
                .serving(servlet, initParameters, "/ops/incidents", "/problems/incidents/*")
                .serving("/cart/*", (request, response) -> {
                    throw new ConnectException("Connection refused: key=s3cret");
                })
                .start();
    }

    private void start(Map<String, String> initParameters) throws Exception {
        start(new IncidentServlet(request -> true), initParameters);
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        return server.get("/shop" + path, headers);
    }

    private HttpResponse<String> page(String query) throws Exception {
        return get("/ops/incidents" + query, "Accept", "text/html,*/*;q=0.8");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void instanceOfAProblem_leadsToTheIncident_forThoseWithAccess() throws Exception {
        start(new IncidentServlet(), Map.of("predicate", SecretHeader.class.getName()));
        String problem = get("/cart/7", "Accept", "application/problem+json").body();
        String instance = problem.replaceAll("(?s).*\"instance\":\"([^\"]+)\".*", "$1");
        assertThat(instance).startsWith("/problems/incidents/");

        assertThat(get(instance, "X-Knock", "open", "Accept", "text/html").body())
                .contains("connection_refused")
                .contains("GET /shop/cart/7<");
        assertThat(get(instance).statusCode()).isEqualTo(403);
        assertThat(get(instance).body()).doesNotContain("connection_refused");
        assertThat(get("/problems/incidents/none", "X-Knock", "open").statusCode())
                .isEqualTo(404);
        assertThat(get("/problems/incidents/", "X-Knock", "open").body()).contains("\"incidents\"");
    }

    @Test
    void idOfAFailedRequest_leadsToItsCause_evidence_andCommands() throws Exception {
        start(Map.of("log-link", "https://logs.example/?q={id}"));
        String id = get(
                        "/cart/7;jsessionid=s3cret?token=s3cret",
                        "Cookie",
                        "session=s3cret",
                        "Authorization",
                        "Bearer s3cret")
                .headers()
                .firstValue("X-Correlation-Id")
                .orElseThrow();

        HttpResponse<String> found = page("?id=+" + id + "+");
        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(found.body())
                .contains(id)
                .contains("connection_refused")
                .contains("java.net.ConnectException")
                .contains("GET /shop/cart/7<")
                .contains("orders")
                .contains("nc -vz orders.internal 8080")
                .contains("https://logs.example/?q&#61;" + id)
                .contains("This is the only one")
                .contains("<dt>Evidence</dt>", "<dt>Request sent</dt>", "<dt>Visitor saw</dt>")
                .doesNotContain("s3cret")
                .doesNotContain("{{")
                .doesNotContain("<script");

        HttpResponse<String> json = get("/ops/incidents?incident=" + id);
        assertThat(json.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(json.body())
                .startsWith("{\"incident\":{\"correlation_id\":\"" + id + "\"")
                .contains("\"evidence\":\"link 1 java.net.ConnectException")
                .contains("\"similar\":{\"count\":1,\"more\":false,")
                .contains("\"log\":\"https://logs.example/?q=" + id + "\"")
                .doesNotContain("s3cret");
    }

    @Test
    void diagnosisOfASimilarIncident_isShownWithItsTime() throws Exception {
        start(Map.of());
        Instant time = Instant.parse("2026-11-24T12:00:00Z");
        store.add(Incident.builder("diagnosed", time, CauseType.CONNECTION_REFUSED)
                .build());
        store.add(Incident.builder("another", time.plusSeconds(30), CauseType.CONNECTION_REFUSED)
                .build());
        store.attach("diagnosed", "orders: 0 of 1 <address> well\nDNS: 1 address");

        assertThat(page("?incident=another").body())
                .contains("<h2>Diagnosis of a similar incident</h2>")
                .contains("2026-11-24 12:00:00 UTC</time>, <a href=\"")
                .contains("?incident=diagnosed\"><code>diagnosed</code></a>")
                .contains("<pre>orders: 0 of 1 &lt;address&gt; well&#10;DNS: 1 address</pre>");
        assertThat(page("?incident=diagnosed").body())
                .contains("<h2>Diagnosis</h2>\n<pre>orders: 0 of 1 &lt;address&gt; well&#10;DNS: 1 address</pre>")
                .doesNotContain("similar incident");
        assertThat(page("?incident=another&format=json").body())
                .contains("\"diagnosed\":{\"correlation_id\":\"diagnosed\",\"time\":\"2026-11-24T12:00:00Z\",");
    }

    @Test
    void similarIncidents_areCounted_drawn_andListed() throws Exception {
        start(Map.of());
        Stream.of(0, 10, 400)
                .forEach(seconds -> store.add(Incident.builder(
                                "same-" + seconds, Instant.EPOCH.plusSeconds(seconds), CauseType.CONNECTION_REFUSED)
                        .upstream("orders & more")
                        .build()));

        assertThat(page("?incident=same-10").body())
                .contains("3 of this cause from orders &amp; more, from")
                .contains("1970-01-01 00:06:40 UTC")
                .containsPattern("<path d=\"M1 24v-24M118 24v-12\"/>")
                .contains("?cause&#61;connection_refused&amp;upstream&#61;orders+%26+more\"");
        assertThat(page("?cause=connection_refused&upstream=orders+%26+more").body())
                .contains("3, newest first");
    }

    @Test
    void answers_areNotCached_notIndexed_notFramed_andRunNoScript() throws Exception {
        start(Map.of());
        for (HttpResponse<String> answer :
                List.of(page(""), get("/ops/incidents"), page("?incident=none"), page("?cause=none"))) {
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(answer.headers().firstValue("X-Robots-Tag")).contains("noindex, nofollow");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'")
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("script")
                    .doesNotContain("unsafe");
        }
    }

    @Test
    void userWithoutTheRole_isDenied_onEveryPage() throws Exception {
        start(new IncidentServlet(), Map.of("role", "operator"));
        store.add(Incident.builder("i1", Instant.EPOCH, CauseType.DNS_ERROR).build());

        for (String query : List.of("", "?id=i1", "?incident=i1", "?format=json")) {
            HttpResponse<String> denied = page(query);
            assertThat(denied.statusCode()).isEqualTo(403);
            assertThat(denied.body()).doesNotContain("dns_error").doesNotContain("Incidents");
            assertThat(denied.headers().firstValue("Cache-Control").orElseThrow())
                    .contains("no-store");
        }
    }

    @Test
    void predicate_decides_andADenialCanBe404() throws Exception {
        start(new IncidentServlet(), Map.of("predicate", SecretHeader.class.getName(), "denied-status", "404"));

        assertThat(get("/ops/incidents").statusCode()).isEqualTo(404);
        assertThat(get("/ops/incidents", "X-Knock", "open").statusCode()).isEqualTo(200);
    }

    @Test
    void roleAndPredicate_mustBothAgree() throws Exception {
        start(new IncidentServlet(), Map.of("predicate", SecretHeader.class.getName(), "role", "operator"));

        assertThat(get("/ops/incidents", "X-Knock", "open").statusCode()).isEqualTo(403);
    }

    @Test
    void predicateThatThrows_denies() throws Exception {
        start(
                new IncidentServlet(request -> {
                    throw new IllegalStateException("no directory");
                }),
                Map.of());

        assertThat(get("/ops/incidents").statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    role          | ''                       | set one of the init-params
                    log-link      | https://logs.example/    | set one of the init-params
                    predicate     | java.lang.String         | implements Predicate<HttpServletRequest>
                    predicate     | com.example.None         | implements Predicate<HttpServletRequest>
                    """)
    void lookupWithoutAccessRule_doesNotStart(String name, String value, String message) {
        assertThatThrownBy(() -> start(new IncidentServlet(), Map.of(name, value)))
                .hasStackTraceContaining("The incident lookup cannot start: ")
                .hasStackTraceContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"denied-status, 401, must be 403 or 404", "log-link, logs, an http(s) URL"})
    void badValue_isRefused(String name, String value, String message) {
        assertThatThrownBy(() -> start(Map.of(name, value)))
                .hasStackTraceContaining("The incident lookup cannot start: " + name + " \"" + value + "\" must be ")
                .hasStackTraceContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "TRACE", "OPTIONS"})
    void otherMethods_areNotAllowed(String method) throws Exception {
        start(Map.of());
        HttpResponse<String> answer =
                server.send(server.request("/shop/ops/incidents").method(method, HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
    }

    @Test
    void head_hasTheHeadersOnly() throws Exception {
        start(Map.of());
        HttpResponse<String> answer =
                server.send(server.request("/shop/ops/incidents").method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValueAsLong("Content-Length").orElseThrow())
                .isPositive();
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void unknownId_leadsToTheLog() throws Exception {
        start(Map.of("log-link", "https://logs.example/?q={id}"));
        String ours = "0192f3c47b1a7c33a5d8e1f2a3b4c5d6";

        HttpResponse<String> answer = page("?incident=" + ours);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("keeps the newest ones").contains("https://logs.example/?q&#61;" + ours);
        assertThat(page("?id=" + ours).body()).contains("None found").contains("https://logs.example/?q&#61;" + ours);
        assertThat(get("/ops/incidents?incident=" + ours).body())
                .startsWith("{\"trouble\":\"")
                .contains("\"log\":");
    }

    @Test
    void badSearch_isExplained() throws Exception {
        start(Map.of());

        assertThat(page("?from=yesterday").statusCode()).isEqualTo(400);
        assertThat(page("?from=yesterday").body()).contains("from must be a time in UTC");
        assertThat(get("/ops/incidents?limit=0").body()).isEqualTo("{\"trouble\":\"limit must be between 1 and 999\"}");
    }

    @Test
    void storeThatCannotBeRead_isReported_andIsNoFailureOfAnUpstream() throws Exception {
        IncidentStoreException down = new IncidentStoreException("down: 10.0.0.5", new IOException());
        IncidentStore broken = mock();
        doThrow(new IllegalStateException("full")).when(broken).add(any());
        when(broken.find(any())).thenThrow(down);
        when(broken.search(any())).thenThrow(down);
        start(new IncidentServlet(request -> true), Map.of(), broken);

        assertThat(get("/cart/7").statusCode()).isEqualTo(502);
        for (HttpResponse<String> answer : List.of(page("?id=abc"), get("/ops/incidents?incident=abc"))) {
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("cannot be looked up now").doesNotContain("10.0.0.5");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"><script>alert(1)</script>",
                "' onfocus=alert(1) x='",
                "\u001b[31mred\u001b[0m",
                "a\r\nSet-Cookie: x=1",
                "{{constructor}}",
                "\u202egnp.exe",
                "javascript:alert(1)",
                "</title></style><img src=x onerror=alert(1)>",
                "\u0000\ufffe",
            })
    void hostileText_isText(String hostile) throws Exception {
        start(Map.of());
        store.add(Incident.builder("h1", Instant.EPOCH, CauseType.DNS_ERROR)
                .upstream(hostile)
                .request("GET", "/" + hostile)
                .answeredBy(hostile)
                .traceId(hostile)
                .evidence(hostile)
                .build());
        store.attach("h1", hostile + "\n" + hostile);

        for (HttpResponse<String> answer : List.of(
                page("?incident=h1"),
                page("?upstream=" + encoded(hostile)),
                page("?id=" + encoded(hostile)),
                page("?cause=" + encoded(hostile)),
                page("?incident=" + encoded(hostile)),
                page("?from=" + encoded(hostile)))) {
            assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
            assertThat(answer.body())
                    .doesNotContain("<script", "<img", "onerror=", "onfocus=", "href=\"javascript:")
                    .doesNotContain("\u001b", "\u202e", "\u0000", "\ufffe")
                    .containsOnlyOnce("</title>");
        }
        String json = get("/ops/incidents?incident=h1").body();
        assertThat(json)
                .doesNotContainPattern("[\\u0000-\\u001f\\u202e]")
                .startsWith("{")
                .endsWith("}");
    }

    @Test
    void longText_isRefused_andEchoedInPart() throws Exception {
        start(Map.of());

        HttpResponse<String> answer = page("?id=" + "a".repeat(5_000));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("id must have at most 255 characters")
                .doesNotContain("a".repeat(300));
    }
}
