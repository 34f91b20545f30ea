package io.github.gatefault.pages.internal.brand;

import static io.github.gatefault.pages.Incidents.HOSTILE;
import static io.github.gatefault.pages.Incidents.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.pages.ClientPreferences;
import io.github.gatefault.pages.ErrorPages;
import io.github.gatefault.pages.Incidents;
import io.github.gatefault.pages.NoticeBoard;
import io.github.gatefault.pages.Page;
import io.github.gatefault.pages.brand.Brand;
import java.io.ByteArrayInputStream;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrandsByHostTest {
    private static final Incident REFUSED =
            Incidents.of(CauseType.CONNECTION_REFUSED).upstream("orders").build();
    private static final byte[] SVG =
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0 0h9v9z'/></svg>".getBytes(UTF_8);
    private static final Map<String, String> PROPERTIES = Map.ofEntries(
            entry("brand-name", "Acme"),
            entry("brand-color", "#8b0000"),
            entry("help", "mailto:help@acme.example"),
            entry("brand.shop.hosts", "shop.example, *.shop.example"),
            entry("brand.shop.name", "The Shop"),
            entry("brand.shop.service-name", "the till"),
            entry("brand.shop.service-names", "orders=your orders, search=the search"),
            entry("brand.shop.logo", "logo.svg"),
            entry("brand.shop.default-language", "de"),
            entry("brand.api.hosts", "api.shop.example"),
            entry("brand.api.name", "The API"));

    private final NoticeBoard notices = new NoticeBoard();
    private final ErrorPages pages = pages(PROPERTIES, notices);

    private static ErrorPages pages(Map<String, String> properties, NoticeBoard notices) {
        BrandProperties brands = new BrandProperties(properties, Brand.named(null), name -> switch (name) {
            case "logo.svg" -> new ByteArrayInputStream(SVG);
            case "text.png" -> new ByteArrayInputStream("text".getBytes(UTF_8));
            default -> null;
        });
        ErrorPages.Builder builder =
                ErrorPages.builder().brand(brands.defaultBrand()).notices(notices);
        brands.byHost().forEach((host, brand) -> builder.brand(brand, host));
        return builder.build();
    }

    private Document at(@Nullable String host, Incident incident, @Nullable String language) {
        Page page = pages.render(incident, new ClientPreferences("GET", "text/html", language, null, null, host, null));
        assertThat(page.error()).isNull();
        return Jsoup.parse(text(page));
    }

    @ParameterizedTest
    @CsvSource({
        "shop.example,The Shop",
        "SHOP.example.,The Shop",
        "www.shop.example,The Shop",
        "a.b.shop.example,The Shop",
        "api.shop.example,The API",
        "v2.api.shop.example,The Shop",
        "example,Acme",
        "notshop.example,Acme",
        "shop.example.evil.example,Acme",
        ".shop.example,The Shop",
        "[::1],Acme",
        ",Acme"
    })
    void host_selectsTheBrand(@Nullable String host, String brand) {
        assertThat(at(host, REFUSED, "en").title()).endsWith(" – " + brand);
    }

    @Test
    void brandOfAHost_inheritsFromTheDefaultBrand() {
        Document page = at("shop.example", REFUSED, "en");
        assertThat(page.select("style").html()).contains("--accent:#8b0000");
        assertThat(page.select("a[href^=mailto:]").attr("href")).isEqualTo("mailto:help@acme.example");
        assertThat(page.select(".logo img").attr("alt")).isEqualTo("The Shop");
        assertThat(page.select(".logo img").attr("src")).startsWith("data:image/svg+xml;base64,");
        assertThat(at("acme.example", REFUSED, "en").select(".brand").text()).isEqualTo("Acme");
    }

    @Test
    void upstream_hasItsConfiguredName() {
        assertThat(at("shop.example", REFUSED, "en").select("h1").text())
                .isEqualTo("We can’t reach your orders right now");
        assertThat(at("shop.example", REFUSED, "en").select(".failed b").text()).isEqualTo("Your orders");
        Incident other =
                Incidents.of(CauseType.CONNECTION_REFUSED).upstream("else").build();
        assertThat(at("shop.example", other, "en").select("h1").text()).isEqualTo("We can’t reach the till right now");
        assertThat(at("acme.example", REFUSED, "en").select("h1").text())
                .isEqualTo("We can’t reach the service right now");
    }

    @Test
    void brand_hasItsOwnDefaultLanguage() {
        assertThat(at("shop.example", REFUSED, "tlh").select("html").attr("lang"))
                .isEqualTo("de");
        assertThat(at("shop.example", REFUSED, "fr").select("html").attr("lang"))
                .isEqualTo("fr");
        assertThat(at("acme.example", REFUSED, "tlh").select("html").attr("lang"))
                .isEqualTo("en");
    }

    @Test
    void hostileHost_getsTheDefaultBrand() {
        assertThat(at(HOSTILE, REFUSED, "en").title()).endsWith("Acme");
        assertThat(at("x".repeat(100_000), REFUSED, "en").title()).endsWith("Acme");
        assertThat(at(".".repeat(254), REFUSED, "en").title()).endsWith("Acme");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "shop.example:8080", "*", "*.", "shop.*", "https://shop.example", "sh op", "-a-"})
    void invalidHost_isRefusedByName(String host) {
        Map<String, String> properties = Map.of("brand.shop.hosts", host);
        assertThatThrownBy(() -> pages(properties, notices))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("brand.shop.hosts \"" + host
                        + "\" must be a name without a port, such as shop.example or *.shop.example");
    }

    @Test
    void internationalizedName_isTaken() {
        Map<String, String> properties = Map.of("brand.shop.hosts", "*.Bücher.example", "brand.shop.name", "Bücher");
        Page page = pages(properties, notices)
                .render(
                        REFUSED,
                        new ClientPreferences("GET", "text/html", null, null, null, "www.xn--bcher-kva.example", null));
        assertThat(text(page)).contains("Bücher</title>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            brand-color           | #ffee00           | brand-color "#ffee00" must have a contrast of 4.5:1 or more with the light background #ffffff, not 1.20:1
            brand.shop.color      | red               | brand.shop.color "red" must be a colour such as #1d5f5a
            brand.shop.colour     | #123456           | there is no setting "brand.shop.colour"; a brand of single hosts has hosts, color, color-dark
            brand.shop            | x                 | there is no setting "brand.shop"; a brand of single hosts has hosts, color
            brand-logo            | none.png          | brand-logo "none.png" must be an existing file
            brand.shop.logo-dark  | text.png          | brand.shop.logo-dark "text.png" must be SVG, PNG, JPEG, GIF or WebP
            service-names         | orders            | service-names "orders" must be pairs such as orders=your orders, separated by commas
            service-names         | orders=\u202ea   | service-names "\uFFFDa" must be one line of visible text
            default-language      | no language       | default-language "no language" must be a language tag such as de or zh-Hans
            default-language      | tlh               | default-language "tlh" must be one of en, de
            help                  | javascript:x      | help "javascript:x" must begin with https:, http:, mailto:, tel:, or be an absolute path
            status-page           | ht tp://x         | status-page "ht tp://x" must be a URI such as https://status.example.org/
            """)
    void badValue_isRefusedWithItsKey(String key, String value, String message) {
        assertThatThrownBy(() -> pages(Map.of("brand.shop.hosts", "shop.example", key, value), notices))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void brandWithoutHosts_isRefused() {
        assertThatThrownBy(() -> pages(Map.of("brand.shop.name", "Shop"), notices))
                .hasMessage("brand.shop.hosts must be set, to hosts such as shop.example, *.shop.example");
    }

    @Test
    void hostOfTwoBrands_isRefused() {
        for (String second : new String[] {"shop.example", "SHOP.example"}) {
            Map<String, String> properties = Map.of("brand.a.hosts", "shop.example", "brand.b.hosts", second);
            assertThatThrownBy(() -> pages(properties, notices))
                    .hasMessage("brand.b.hosts \"" + second + "\" must be listed only once");
        }
    }
}
