package io.github.gatefault.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gatefault.filter.BadGatewayFilter;
import io.github.gatefault.suite.harness.Exchange;
import io.github.gatefault.suite.harness.Facts;
import io.github.gatefault.suite.harness.Site;
import io.github.gatefault.suite.harness.WebApp;
import io.github.gatefault.suite.wire.Answer.Framing;
import io.github.gatefault.suite.wire.Field;
import io.github.gatefault.suite.wire.Http2Connection;
import io.github.gatefault.suite.wire.Request;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The headers of an answer of ours: all that belong to it, none of the failed answer, and what holds for every answer. */
class HeadersTest {
    private static final String WITHIN = "/within";

    /** What containers add by themselves. */
    private static final Set<String> OF_THE_CONTAINER = Set.of("date", "server", "connection", "keep-alive");

    @RegisterExtension
    static final Site site = Site.of(upstream -> List.of(
            failing(Apps.gated()),
            failing(WebApp.at(WITHIN)
                    .filter("outer", EveryAnswer::new, WebApp.ALL_DISPATCHES, Map.of())
                    .filter(Site.GATE, BadGatewayFilter::new, WebApp.ALL_DISPATCHES, Map.of()))));

    private static WebApp failing(WebApp app) {
        return app.serve("/throws", (request, response) -> {
                    throw new ConnectException("Connection refused");
                })
                .serve("/relays", HeadersTest::relays)
                .serve("/breaks-off", (request, response) -> {
                    relay(response);
                    response.setStatus(200);
                    response.getOutputStream().write(new byte[100]);
                    throw new SocketException("Connection reset");
                })
                .serve("/closes", (request, response) -> {
                    response.setHeader("Connection", "close");
                    response.sendError(502);
                })
                .serve("/cors", (request, response) -> {
                    response.setHeader("Access-Control-Allow-Origin", "https://shop.example");
                    response.setHeader("Vary", "Origin");
                    response.sendError(502);
                })
                .serve("/asks-to-wait", (request, response) -> {
                    response.setHeader("Retry-After", "7");
                    response.setStatus(503);
                })
                .serve("/trailers", (request, response) -> {
                    response.setTrailerFields(() -> Map.of("X-Sum", "of the upstream"));
                    response.setHeader("Trailer", "X-Sum");
                    response.setStatus(503);
                })
                .serve("/session", (request, response) -> {
                    request.getSession().setAttribute("cart", "full");
                    throw new ConnectException("Connection refused");
                });
    }

    private static void relays(HttpServletRequest request, HttpServletResponse response) {
        relay(response);
        response.setStatus(503);
    }

    /** An answer as an upstream gives it. */
    private static void relay(HttpServletResponse response) {
        response.setContentType("text/html;charset=iso-8859-1");
        response.setLocale(Locale.FRENCH);
        for (String field : List.of(
                "Content-Encoding: br",
                "Content-Disposition: attachment",
                "Content-Range: bytes 0-9/100",
                "Accept-Ranges: bytes",
                "ETag: \"v1\"",
                "Last-Modified: Mon, 23 Nov 2026 12:00:00 GMT",
                "Expires: Mon, 23 Nov 2026 12:00:00 GMT",
                "Cache-Control: public, max-age=600",
                "Location: /elsewhere",
                "Refresh: 5",
                "Link: </style.css>; rel=preload",
                "WWW-Authenticate: Basic",
                "Content-Security-Policy: default-src *",
                "Set-Cookie: upstream=1; Path=/",
                "X-Powered-By: upstream/1.0",
                "Via: 1.1 upstream")) {
            String[] sides = field.split(": ", 2);
            response.addHeader(sides[0], sides[1]);
        }
        response.addCookie(new Cookie("added", "1"));
    }

    /** What an outer filter says for every answer. */
    private static final class EveryAnswer implements Filter {
        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            HttpServletResponse answer = (HttpServletResponse) response;
            answer.setHeader("Strict-Transport-Security", "max-age=63072000");
            answer.setHeader("X-Frame-Options", "DENY");
            answer.setHeader("Access-Control-Allow-Origin", "https://shop.example");
            answer.addHeader("Vary", "Origin");
            answer.setHeader("X-Of-The-House", "yes");
            chain.doFilter(request, response);
        }
    }

    private static Map<String, String> fields(Exchange exchange) {
        Map<String, String> fields = new TreeMap<>();
        for (Field field : exchange.answer().head().fields()) {
            String name = field.name().toLowerCase(Locale.ROOT);
            if (!OF_THE_CONTAINER.contains(name)) {
                fields.merge(name, field.value(), (one, other) -> one + " | " + other);
            }
        }
        return fields;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/throws", "/relays", "/breaks-off"})
    void answerOfOurs_hasItsOwnHeaders_andNoneOfTheFailedAnswer(String path) throws Exception {
        Exchange exchange = site.send(Request.get(Apps.GATED + path).with("Accept", "application/problem+json"));

        assertThat(exchange.isOurs()).as("%s", exchange).isTrue();
        Map<String, String> fields = fields(exchange);
        assertThat(fields)
                .containsOnlyKeys(
                        "x-correlation-id",
                        "proxy-status",
                        "cache-control",
                        "content-language",
                        "content-length",
                        "content-type",
                        "retry-after",
                        "vary",
                        "x-content-type-options",
                        "x-robots-tag")
                .containsEntry("cache-control", "no-store")
                .containsEntry("content-language", "en")
                .containsEntry("vary", "Accept, Accept-Language")
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("x-robots-tag", "noindex");
        assertThat(fields.get("content-type"))
                .startsWith("application/problem+json")
                .doesNotContain("8859");
    }

    @Test
    void page_hasAPolicyOfItsOwn() throws Exception {
        Exchange exchange = site.send(Request.get(Apps.GATED + "/relays")
                .with("Accept", "text/html")
                .with("Accept-Language", "ar, en;q=0.5"));

        assertThat(fields(exchange))
                .containsEntry("content-language", "ar")
                .hasEntrySatisfying(
                        "content-type", type -> assertThat(type).isEqualToIgnoringCase("text/html;charset=utf-8"))
                .hasEntrySatisfying(
                        "content-security-policy",
                        policy -> assertThat(policy)
                                .startsWith("default-src 'none'; style-src 'sha256-")
                                .doesNotContain(" | "));
        assertThat(exchange.answer().text()).contains("<html lang=\"ar\" dir=\"rtl\">");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/throws", "/relays", "/breaks-off", "/trailers"})
    void outerFilters_keepWhatTheySaidForEveryAnswer(String path) throws Exception {
        Exchange exchange = site.get(WITHIN + path);

        assertThat(exchange.isOurs()).as("%s", exchange).isTrue();
        assertThat(fields(exchange))
                .containsEntry("strict-transport-security", "max-age=63072000")
                .containsEntry("x-frame-options", "DENY")
                .containsEntry("access-control-allow-origin", "https://shop.example")
                .containsEntry("x-of-the-house", "yes")
                .hasEntrySatisfying("vary", vary -> assertThat(vary).contains("Origin", "Accept, Accept-Language"));
    }

    @Test
    void crossOriginHeadersOfTheApp_staySoThatScriptsCanReadTheAnswer() throws Exception {
        Exchange exchange = site.get(Apps.GATED + "/cors");

        Facts.answeredByUs(exchange, 502, "connection_terminated");
        assertThat(fields(exchange))
                .containsEntry("access-control-allow-origin", "https://shop.example")
                .hasEntrySatisfying("vary", vary -> assertThat(vary).contains("Origin", "Accept, Accept-Language"));
    }

    @Test
    void sessionThatTheRequestBegan_keepsItsCookie() throws Exception {
        Exchange exchange = site.get(Apps.GATED + "/session");

        Facts.answeredByUs(exchange, 502, "connection_refused");
        assertThat(exchange.answer().headers("Set-Cookie"))
                .singleElement()
                .asString()
                .startsWith("JSESSIONID=");
    }

    @Test
    void closingOfTheConnection_isTheApps_overHttp1Only() throws Exception {
        Exchange exchange = site.get(Apps.GATED + "/closes");

        assertThat(exchange.answer().header("Connection"))
                .hasValueSatisfying(value -> assertThat(value).isEqualToIgnoringCase("close"));
        try (Http2Connection connection = Http2Connection.to(site.port())) {
            Exchange overHttp2 = site.send(connection, Request.get(Apps.GATED + "/closes"));
            Facts.answeredByUs(overHttp2, 502, "connection_terminated");
            assertThat(overHttp2.answer().headers("Connection")).isEmpty();
        }
    }

    @Test
    void relayedRetryAfter_isOurs() throws Exception {
        Exchange exchange = site.get(Apps.GATED + "/asks-to-wait");

        Facts.answeredByUs(exchange, 503, "upstream_error_response");
        assertThat(exchange.answer().header("Retry-After")).hasValue("7");
        assertThat(Facts.json(exchange.answer())).containsEntry("retry_after", "7");
    }

    @Test
    void trailersOfTheFailedAnswer_areGone() throws Exception {
        Exchange exchange = site.send(Request.get(Apps.GATED + "/trailers").with("TE", "trailers"));

        Facts.answeredByUs(exchange, 503, "upstream_error_response");
        assertThat(exchange.answer().trailers()).isEmpty();
        assertThat(exchange.answer().headers("Trailer")).isEmpty();
        assertThat(exchange.answer().framing()).isEqualTo(Framing.LENGTH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/throws", "/closes", "/cors"})
    void head_hasTheHeadersOfGet_andNoBody(String path) throws Exception {
        Exchange get = site.get(Apps.GATED + path);
        Exchange head = site.send(Request.of("HEAD", Apps.GATED + path));

        Map<String, String> ofGet = fields(get);
        Map<String, String> ofHead = fields(head);
        assertThat(ofHead.remove("x-correlation-id")).isNotEqualTo(ofGet.remove("x-correlation-id"));
        // The fraction of a second in the time may have three digits or none.
        assertThat(Long.parseLong(ofHead.remove("content-length")))
                .isCloseTo(Long.parseLong(ofGet.remove("content-length")), within(4L));
        assertThat(ofHead).isEqualTo(ofGet);
        assertThat(head.answer().status()).isEqualTo(get.answer().status());
        assertThat(head.answer().body()).isEmpty();
    }
}
