package io.github.gatefault.pages.internal.render;

import static io.github.gatefault.pages.Incidents.HOSTILE;
import static io.github.gatefault.pages.Incidents.ID;
import static io.github.gatefault.pages.Incidents.preferences;
import static io.github.gatefault.pages.Incidents.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.pages.ClientPreferences;
import io.github.gatefault.pages.ErrorPages;
import io.github.gatefault.pages.Format;
import io.github.gatefault.pages.Incidents;
import io.github.gatefault.pages.Page;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplatesTest {
    private static final Incident REFUSED =
            Incidents.of(CauseType.CONNECTION_REFUSED).build();

    @Test
    void everyTemplateOfAnswers_canBeReplaced() throws Exception {
        Path resources = Path.of("src/main/resources/io/github/gatefault/pages/internal/render");
        try (Stream<Path> files = Files.list(resources)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".mustache"))
                            // Pages for operators and template authors, which applications cannot replace.
                            .filter(name -> !name.matches("preview.*|incident.*|lookup.*")))
                    .containsExactlyInAnyOrderElementsOf(Templates.REPLACEABLE_FILES);
        }
    }

    @Test
    void template_isOfTheCauseElseOfTheFamilyElsePage() {
        ErrorPages pages = with(Map.of(
                "connection_refused.mustache", "refused {{id}}",
                "backend_down.mustache", "down",
                "page.mustache", "page"));
        assertThat(html(pages, REFUSED)).isEqualTo("refused " + ID);
        assertThat(html(pages, Incidents.of(CauseType.CONNECTION_TERMINATED).build()))
                .isEqualTo("down");
        assertThat(html(pages, Incidents.of(CauseType.DNS_ERROR).build())).isEqualTo("page");
    }

    @Test
    void partial_isReplacedAlone() {
        ErrorPages pages = with(Map.of("brand.mustache", "<p id=logo>Ours</p>"));
        assertThat(Jsoup.parse(html(pages, REFUSED)).select("#logo, h1")).hasSize(2);
    }

    @Test
    void message_isReplacedAlone() {
        ErrorPages pages = with(Map.of("messages_de.properties", "try_again=Nochmal, bitte\r\n"));
        assertThat(text(pages.render(REFUSED, preferences(Format.HTML, "de"))))
                .contains("Nochmal, bitte")
                .contains("Referenz");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            page.mustache               | a\\n{{#retry}}b                      | page.mustache:2
            page.mustache               | a\\n\\n{{#retry}}b{{/other}}         | page.mustache:3
            page.mustache               | a\\n{{id                             | page.mustache:2
            page.mustache               | a\\n\\n{{>nowhere}}                  | nowhere.mustache @[page.mustache:3]
            page.mustache               | a\\n{{>page}}                        | page.mustache
            dns_error.mustache          | {{}}                                 | dns_error.mustache:1
            page.mustache               | <style>a{content:"{{{path}}}"}</style> | {{path}} inside <style>
            page.mustache               | <script>x='{{id}}'</script>          | {{id}} inside <script>
            messages_de.properties      | headlnie=x                           | key "headlnie" must be one of the built-in
            messages_de.properties      | help=\\u12                           | messages_de.properties must be a valid properties file
            """)
    void brokenFile_failsTheStartAndIsNamed(String name, String content, String message) {
        String text = content.replace("\\n", "\n");
        assertThatThrownBy(() -> with(Map.of(name, text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void unreadableFile_failsTheStartAndIsNamed() {
        assertThatThrownBy(() -> ErrorPages.builder()
                        .templates(name -> {
                            throw new IOException("disk on fire");
                        })
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("messages_en.properties cannot be read: disk on fire");
    }

    @Test
    void tripleMustache_stillEscapesValuesOfTheRequest() {
        ErrorPages pages = with(Map.of(
                "page.mustache",
                "<p title='{{{path}}}' id={{&path}} class=\"{{path}}\">{{{path}}}{{{method}}}{{{answered_by}}}</p>"));
        Incident incident = Incidents.of(CauseType.CONNECTION_REFUSED)
                .request(HOSTILE, "/" + HOSTILE)
                .answeredBy(HOSTILE)
                .build();
        String page = html(pages, incident);
        assertThat(Jsoup.parse(page).select("script, img, [onerror]")).isEmpty();
        assertThat(page).doesNotContain("\u202e", "\uFDD0", "`").contains("{{id}}");
    }

    @Test
    void templateThatFailsLater_givesTheBuiltInPageAndTheError() {
        ErrorPages pages = with(Map.of(
                "page.mustache",
                "{{^retry}}{{#is.connection_refused}}{{>page}}{{/is.connection_refused}}{{/retry}}ours"));
        assertThat(html(pages, REFUSED)).isEqualTo("ours");
        Page page = pages.render(REFUSED, new ClientPreferences("POST", "text/html", "de", null, null));
        assertThat(text(page)).contains("<h1>Der Dienst ist gerade nicht erreichbar</h1>");
        assertThat(page.error()).hasMessageContaining("page.mustache");
    }

    @Test
    void template_reachesNoMethodOfAValue() {
        ErrorPages pages = with(Map.of(
                "page.mustache", "[{{id.length}}{{headline.class}}{{class}}{{hashCode}}{{#way}}{{size}}{{/way}}]"));
        assertThat(html(pages, REFUSED)).isEqualTo("[]");
    }

    @Test
    void failedRendering_givesTheLastResort() {
        Page page = with(Map.of()).render(REFUSED, new ClientPreferences(missing(), "text/html", null, null, null));
        assertThat(text(page)).contains("<code>" + ID + "</code> (502)");
        assertThat(page.error()).isNotNull();
        assertThat(page.contentSecurityPolicy()).contains("style-src 'none'");
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals", "ReturnsNullCollection"})
    private static String missing() {
        return null;
    }

    private static String html(ErrorPages pages, Incident incident) {
        return text(pages.render(incident, preferences(Format.HTML, "en")));
    }

    private static ErrorPages with(Map<String, String> files) {
        return ErrorPages.builder()
                .templates(name -> {
                    String text = files.get(name);
                    return text == null ? null : new ByteArrayInputStream(text.getBytes(UTF_8));
                })
                .build();
    }
}
