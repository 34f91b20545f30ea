package io.github.gatefault.pages.internal.preview;

import static io.github.gatefault.pages.Incidents.HOSTILE;
import static io.github.gatefault.pages.Incidents.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.pages.ErrorPages;
import io.github.gatefault.pages.Format;
import io.github.gatefault.pages.brand.Brand;
import java.time.Instant;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreviewTest {
    private final Preview preview = new Preview(ErrorPages.builder()
            .brand(Brand.named("Acme"))
            .brand(Brand.named("\"><b>Shop"), "*.shop.example")
            .build());

    private Document overview(Map<String, String> parameters, @Nullable String error) {
        Parser parser = Parser.htmlParser().setTrackErrors(10);
        Document document =
                Jsoup.parse(text(preview.overview(parameters, "/preview/answer", error)), "https://a.example/", parser);
        assertThat(parser.getErrors()).isEmpty();
        return document;
    }

    @Test
    void everyCause_isShownUnlessOneIsSelected() {
        assertThat(overview(Map.of(), null).select("iframe")).hasSize(CauseType.values().length);
        assertThat(overview(Map.of("cause", "dns_error"), null).select("iframe").attr("src"))
                .isEqualTo("/preview/answer?cause=dns_error&lang=en&brand=Acme&format=html&method=GET&theme=light");
    }

    @Test
    void allValues_areCombined() {
        Document document = overview(Map.of("cause", "dns_error", "brand", "all", "theme", "all"), null);
        assertThat(document.select("li a").eachText())
                .containsExactly(
                        "dns_error · Acme · light",
                        "dns_error · Acme · dark",
                        "dns_error · \"><b>Shop · light",
                        "dns_error · \"><b>Shop · dark");
        assertThat(document.select("li.dark")).hasSize(2);
        assertThat(document.select("option[selected]").eachText())
                .containsExactly("dns_error", "en", "all", "html", "GET", "all");
    }

    @Test
    void tooManyCells_areCutAndThePageSaysSo() {
        Document document = overview(
                Map.of("cause", "all", "lang", "all", "brand", "all", "format", "all", "method", "all", "theme", "all"),
                null);
        assertThat(document.select("iframe")).hasSize(400);
        assertThat(document.text()).contains("These are the first 400.");
    }

    @Test
    void error_isShownAsText() {
        assertThat(overview(Map.of(), "<script>").select("pre").text()).isEqualTo("<script>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "all", HOSTILE})
    void unknownValue_countsAsTheFirst(String value) {
        Map<String, String> parameters =
                Map.of("cause", value, "lang", value, "brand", value, "format", value, "method", value, "theme", value);
        assertThat(preview.incident(parameters, Instant.EPOCH).cause()).isEqualTo(CauseType.DNS_TIMEOUT);
        assertThat(preview.client(parameters).fixedFormat()).isEqualTo(Format.HTML);
        assertThat(preview.client(parameters).host()).isNull();
        assertThat(text(preview.overview(parameters, "/preview/answer", null))).doesNotContain("onerror");
    }

    @Test
    void brand_isSelectedByOneOfItsHosts() {
        assertThat(preview.client(Map.of("brand", "\"><b>Shop")).host()).isEqualTo("www.shop.example");
    }
}
