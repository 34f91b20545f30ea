package io.github.gatefault.pages;

import static io.github.gatefault.pages.Incidents.preferences;
import static io.github.gatefault.pages.Incidents.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.pages.brand.Brand;
import io.github.gatefault.pages.internal.i18n.Languages;
import io.github.gatefault.pages.internal.i18n.MessageBundles;
import io.github.gatefault.runbook.Runbook;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemTypePagesTest {
    private final ErrorPages pages =
            ErrorPages.builder().brand(Brand.named("Acme")).build();

    @ParameterizedTest
    @EnumSource
    void everyCause_isExplainedInEveryLanguage(CauseType cause) {
        for (String tag : Languages.TAGS) {
            Page page = pages.problemType(cause, preferences(Format.HTML, tag));
            assertThat(page.error()).isNull();
            assertThat(page.contentSecurityPolicy()).startsWith("default-src 'none'; style-src 'sha256-");
            Parser parser = Parser.htmlParser().setTrackErrors(10);
            Document document = Jsoup.parse(text(page), "https://shop.example/problems/", parser);
            assertThat(parser.getErrors()).isEmpty();
            assertThat(document.select("html").attr("lang")).isEqualTo(tag);
            assertThat(document.select("section")).hasSize(3);
            assertThat(document.select("ul"))
                    .hasSize(2)
                    .allSatisfy(list -> assertThat(list.select("li")).isNotEmpty());
            assertThat(document.select("a").attr("href")).isEqualTo("./");
            assertThat(document.text()).doesNotContain("{");
        }
    }

    @Test
    void everyCheck_isUsed() {
        Set<String> asked = Arrays.stream(CauseType.values())
                .flatMap(cause -> Runbook.of(cause).checks().stream())
                .map(check -> "check." + check.key())
                .collect(Collectors.toSet());
        assertThat(MessageBundles.load(Locale.ENGLISH, name -> null).keySet().stream()
                        .filter(key -> key.startsWith("check.")))
                .containsExactlyInAnyOrderElementsOf(asked);
    }

    @Test
    void list_hasEveryCause() {
        Document document = Jsoup.parse(text(pages.problemTypes(preferences(Format.HTML, "fr"))));
        assertThat(document.select("h1").text()).isEqualTo("Types de défaillance");
        assertThat(document.select("li a").eachAttr("href"))
                .containsExactlyElementsOf(
                        Arrays.stream(CauseType.values()).map(CauseType::token).toList());
        assertThat(text(pages.problemTypes(preferences(Format.JSON, "en"))))
                .startsWith("{\"dns_timeout\":\"The upstream’s name was not resolved in time\",");
    }

    @ParameterizedTest
    @ValueSource(strings = {"problem.mustache", "problems.mustache"})
    void brokenTemplate_failsTheStartByItsName(String name) {
        ErrorPages.Builder broken = ErrorPages.builder()
                .templates(file -> file.equals(name) ? new ByteArrayInputStream("a\n{{#b}}".getBytes(UTF_8)) : null);
        assertThatThrownBy(broken::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name + ":2");
    }

    @Test
    void ownTemplate_isUsed() {
        ErrorPages own = ErrorPages.builder()
                .templates(file -> file.equals("problem.mustache")
                        ? new ByteArrayInputStream("{{cause}}:{{#checks}}[{{item}}]{{/checks}}".getBytes(UTF_8))
                        : null)
                .build();
        assertThat(text(own.problemType(CauseType.PROXY_LOOP_DETECTED, preferences(Format.HTML, "en"))))
                .isEqualTo("proxy_loop_detected:[Does the route lead back to the gateway itself?]"
                        + "[Is there a route for this path, and does it lead to the right upstream?]");
    }
}
