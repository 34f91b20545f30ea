package io.github.gatefault.pages.internal.render;

import static io.github.gatefault.pages.Incidents.HOSTILE;
import static io.github.gatefault.pages.Incidents.ID;
import static io.github.gatefault.pages.Incidents.preferences;
import static io.github.gatefault.pages.Incidents.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.cause.RequestSent;
import io.github.gatefault.pages.ClientPreferences;
import io.github.gatefault.pages.ErrorPages;
import io.github.gatefault.pages.Format;
import io.github.gatefault.pages.Incidents;
import io.github.gatefault.pages.Page;
import io.github.gatefault.pages.brand.Brand;
import io.github.gatefault.pages.internal.i18n.Languages;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HtmlPagesTest {
    private static final Brand BRAND = Brand.builder()
            .name("Acme & Söhne")
            .statusPage(URI.create("https://status.acme.example/?a=1&b=2"))
            .help(URI.create("mailto:help@acme.example"))
            .build();
    private final ErrorPages pages =
            ErrorPages.builder().brand(BRAND).showUpstream(true).build();

    static Stream<Arguments> everyCauseInEveryLanguage() {
        return Stream.of(CauseType.values())
                .flatMap(cause -> Languages.TAGS.stream().map(tag -> Arguments.of(cause, tag)));
    }

    @ParameterizedTest
    @MethodSource("everyCauseInEveryLanguage")
    void page_isWellFormedAccessibleAndSmall(CauseType cause, String tag) throws Exception {
        for (String method : List.of("GET", "POST")) {
            Incident incident =
                    Incidents.of(cause).answeredBy("nginx").upstream("orders").build();
            Page page = pages.render(incident, new ClientPreferences(method, "text/html", tag, null, null));
            assertThat(page.error()).isNull();
            assertThat(page.language().toLanguageTag()).isEqualTo(tag);
            assertThat(page.body().length).isBetween(513, 8192);
            assertThat(gzipped(page.body())).isLessThan(3072);
            Document document = parsed(page);
            assertThat(document.select("html").attr("lang")).isEqualTo(tag);
            assertThat(document.select("html").attr("dir"))
                    .isEqualTo(List.of("ar", "fa", "he").contains(tag) ? "rtl" : "ltr");
            assertThat(document.select("main")).hasSize(1);
            assertThat(document.select("h1")).hasSize(1);
            assertThat(document.title())
                    .endsWith("Acme & Söhne")
                    .contains(document.select("h1").text());
            assertThat(document.select("[style], script, img, link[href^=http], meta[http-equiv]"))
                    .isEmpty();
            assertThat(document.select("code").eachText()).containsExactly(ID, cause.token());
            assertThat(document.select("svg:not([aria-hidden])")).isEmpty();
            assertThat(document.text())
                    .doesNotContain("{")
                    .doesNotContain("\uFFFD")
                    .doesNotContain("\uFDD0");
            assertThat(document.select("h1, .lead").text()).doesNotContainPattern("[0-9]");
        }
    }

    @Test
    void policy_allowsOnlyThePagesOwnStyle() throws Exception {
        Page page = pages.render(Incidents.of(CauseType.CONNECTION_REFUSED).build(), preferences(Format.HTML, "en"));
        String style = Objects.requireNonNull(parsed(page).selectFirst("style")).data();
        assertThat(page.contentSecurityPolicy())
                .isEqualTo("default-src 'none'; style-src 'sha256-" + sha256(style)
                        + "'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'");
    }

    @Test
    void enhancements_addOneScriptByItsHash() throws Exception {
        ErrorPages enhanced =
                ErrorPages.builder().brand(BRAND).enhancements(true).build();
        for (String tag : Languages.TAGS) {
            Page page =
                    enhanced.render(Incidents.of(CauseType.CONNECTION_REFUSED).build(), preferences(Format.HTML, tag));
            Document document = parsed(page);
            String script =
                    Objects.requireNonNull(document.selectFirst("script")).data();
            assertThat(page.contentSecurityPolicy()).contains("; script-src 'sha256-" + sha256(script) + "';");
            assertThat(document.select("script")).hasSize(1);
            assertThat(document.select(".auto[hidden][data-wait=10], .copy[hidden]"))
                    .hasSize(2);
            assertThat(page.body().length).isLessThan(9216);
            assertThat(gzipped(page.body())).isLessThan(3712);
        }
        Page posted = enhanced.render(
                Incidents.of(CauseType.CONNECTION_REFUSED).build(),
                new ClientPreferences("POST", "text/html", "en", null, null));
        assertThat(parsed(posted).select(".auto")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "the catalogue,The catalogue is taking too long",
        "eBay,eBay is taking too long",
        "Ünal,Ünal is taking too long"
    })
    void serviceName_isCapitalizedAtTheBeginningOfASentence(String service, String headline) {
        Brand brand = Brand.builder().service(service).build();
        Page page = ErrorPages.builder()
                .brand(brand)
                .build()
                .render(Incidents.of(CauseType.HTTP_RESPONSE_TIMEOUT).build(), preferences(Format.HTML, "en"));
        assertThat(parsed(page).select("h1").text()).isEqualTo(headline);
    }

    @ParameterizedTest
    @CsvSource({"GET,true", "HEAD,true", "POST,false", "PUT,false", "DELETE,false", "get,false", "<b>,false"})
    void retry_isOfferedForSafeMethodsOnly(String method, boolean offered) {
        Page page = pages.render(
                Incidents.of(CauseType.CONNECTION_REFUSED).build(),
                new ClientPreferences(method, "text/html", "en", null, null));
        assertThat(parsed(page).select("a[href='']").isEmpty()).isNotEqualTo(offered);
    }

    @Test
    void retry_isNotOfferedWhereItCannotHelp() {
        Page page = pages.render(Incidents.of(CauseType.TLS_CERTIFICATE_ERROR).build(), preferences(Format.HTML, "en"));
        assertThat(parsed(page).select("a[href='']")).isEmpty();
        assertThat(parsed(page).text()).contains("has to be repaired first");
    }

    @ParameterizedTest
    @CsvSource({
        "NO,POST,Nothing was submitted",
        "MAYBE,POST,We don’t know whether your request went through",
        "YES,POST,we don’t know whether it was completed",
        "YES,GET,Nothing was lost or changed"
    })
    void requestOutcome_isStatedAsFarAsItIsKnown(RequestSent sent, String method, String sentence) {
        Incident incident =
                Incidents.of(CauseType.CONNECTION_TERMINATED).requestSent(sent).build();
        Page page = pages.render(incident, new ClientPreferences(method, "text/html", "en", null, null));
        assertThat(parsed(page).text()).contains(sentence);
        boolean risky = sent != RequestSent.NO && method.equals("POST");
        assertThat(parsed(page).text().contains("Please try again")).isNotEqualTo(risky);
        assertThat(parsed(page).select("section.risky").isEmpty()).isNotEqualTo(risky);
    }

    @ParameterizedTest
    @CsvSource({
        "en,1,in about 1 second.",
        "en,30,in about 30 seconds",
        "en,91,in about 2 minutes",
        "en,600,in about 10 minutes",
        "en,601,after November 2",
        "de,120,in etwa 2 Minuten",
        "fr,1,dans environ 1 seconde.",
        "ar,2,ثانيتين",
        "ar,5,5 ثوانٍ",
        "ar,30,30 ثانيةً",
        "zh-Hans,30,30 秒",
        "en,86400,after November 3"
    })
    void waitHint_hasThePluralFormsOfTheLanguage(String tag, long seconds, String words) {
        Incident incident = Incidents.of(CauseType.CONNECTION_REFUSED)
                .retryAfter(Duration.ofSeconds(seconds))
                .build();
        assertThat(parsed(pages.render(incident, preferences(Format.HTML, tag))).text())
                .contains(words);
    }

    @Test
    void hops_showOnlyKnownStates() {
        assertThat(hops(Incidents.of(CauseType.CONNECTION_REFUSED).build()))
                .containsExactly("You Connected", "Acme & Söhne Working", "The service Not responding");
        assertThat(hops(Incidents.of(CauseType.UPSTREAM_ERROR_RESPONSE)
                        .answeredBy("nginx")
                        .build()))
                .containsExactly(
                        "You Connected",
                        "Acme & Söhne Working",
                        "nginx Answered with an error",
                        "The service Not known");
        assertThat(hops(Incidents.of(CauseType.TLS_PROTOCOL_ERROR).build()))
                .containsExactly("You Connected", "Acme & Söhne Problem here", "The service Not known");
        assertThat(hops(Incidents.of(CauseType.HTTP_REQUEST_ERROR).build())).isEmpty();
    }

    @Test
    void hostileValues_stayText() {
        Incident incident = Incidents.of(CauseType.UPSTREAM_ERROR_RESPONSE)
                .request(HOSTILE, "/" + HOSTILE)
                .upstream(HOSTILE)
                .answeredBy(HOSTILE)
                .traceId(HOSTILE)
                .build();
        Page page = pages.render(incident, preferences(Format.HTML, "ar"));
        Document document = parsed(page);
        assertThat(page.error()).isNull();
        assertThat(document.select("img, script, [onerror]")).isEmpty();
        assertThat(document.select("main")).hasSize(1);
        assertThat(text(page)).doesNotContain("\u202e").doesNotContain("\u2066").doesNotContain("\u0000");
        assertThat(document.select("code").eachText()).containsExactly(ID, "upstream_error_response");
    }

    @Test
    void internals_areNotPublic() {
        Incident incident = Incidents.of(CauseType.CONNECTION_REFUSED)
                .upstream("orders-internal")
                .evidence("java.net.ConnectException: 10.0.0.7")
                .request("GET", "/pay?card=4111")
                .build();
        ErrorPages silent = ErrorPages.builder().build();
        for (Format format : Format.values()) {
            assertThat(text(silent.render(incident, preferences(format, "en"))))
                    .doesNotContain("orders-internal", "ConnectException", "10.0.0.7", "4111");
        }
    }

    @Test
    void samePage_isCopiedForEachAnswer() {
        Page first = pages.render(Incidents.of(CauseType.DNS_ERROR).build(), preferences(Format.HTML, "fr"));
        Page second = pages.render(Incidents.of(CauseType.DNS_ERROR).build(), preferences(Format.HTML, "fr"));
        assertThat(second.body()).isEqualTo(first.body()).isNotSameAs(first.body());
    }

    private List<String> hops(Incident incident) {
        return parsed(pages.render(incident, preferences(Format.HTML, "en"))).select(".hops li").stream()
                .map(Element::text)
                .toList();
    }

    /** Parses the page, and checks that it has no parse error of the kind that browsers count. */
    private static Document parsed(Page page) {
        Parser parser = Parser.htmlParser().setTrackErrors(10);
        Document document = Jsoup.parse(text(page), "https://shop.example/", parser);
        assertThat(parser.getErrors()).isEmpty();
        return document;
    }

    private static String sha256(String block) throws Exception {
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(block.getBytes(UTF_8)));
    }

    private static int gzipped(byte[] body) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(body);
        }
        return out.size();
    }
}
