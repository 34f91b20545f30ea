package io.github.gatefault.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.gatefault.pages.internal.http.QualityItem;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NegotiationTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8 | HTML
            application/json, text/plain, */*                    | JSON
            application/json                                     | JSON
            application/json; charset=utf-8                      | JSON
            application/json;odata=verbose                       | JSON
            text/json                                            | JSON
            APPLICATION/JSON                                     | JSON
            application/problem+json                             | PROBLEM_JSON
            application/json, application/problem+json           | PROBLEM_JSON
            application/json, application/problem+json;q=0.5     | JSON
            application/geo+json                                 | PROBLEM_JSON
            application/vnd.api+json                             | PROBLEM_JSON
            application/geo+json;q=0                             | PROBLEM_JSON
            application/*                                        | PROBLEM_JSON
            text/*                                               | HTML
            text/*, text/html;q=0                                | TEXT
            text/plain                                           | TEXT
            text/plain, text/html                                | TEXT
            text/html;q=0.5, text/plain                          | TEXT
            text/html;q=0.5, application/json;q=0.6              | JSON
            text/html;q=0.5, */*;q=0.8                           | PROBLEM_JSON
            */*, text/html                                       | HTML
            application/xhtml+xml                                | HTML
            application/problem+xml                              | PROBLEM_XML
            application/xml                                      | XML
            text/xml                                             | XML
            application/atom+xml                                 | PROBLEM_XML
            image/png                                            | PROBLEM_JSON
            text/html;q=0, application/json;q=0                  | PROBLEM_JSON
            application/problem+json;q=0, application/*          | JSON
            text/html;level=1;q=0, text/html                     | HTML
            text/html;q=2, text/plain                            | TEXT
            text/html;q=abc, text/plain;q=0.1                    | TEXT
            text/html;q=, text/plain;q=0.1                       | TEXT
            a/b;x="text/html,", text/plain                       | TEXT
            a/b;x="unfinished, text/html                         | PROBLEM_JSON
            ,;,;;,=,;q=1                                         | PROBLEM_JSON
            */*                                                  | PROBLEM_JSON
            """)
    void accept_decidesByWeightThenPrecisionThenOrder(String accept, Format expected) {
        assertThat(format(accept, null)).isEqualTo(expected);
    }

    @Test
    void noAccept_givesProblemJsonToPrograms() {
        assertThat(format(null, null)).isEqualTo(Format.PROBLEM_JSON);
        assertThat(format("", "empty")).isEqualTo(Format.PROBLEM_JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"document", "iframe", "frame", "embed", "object", " Document "})
    void anythingForADocument_givesHtml(String destination) {
        assertThat(format("*/*", destination)).isEqualTo(Format.HTML);
        assertThat(format(null, destination)).isEqualTo(Format.HTML);
        assertThat(format("application/json", destination)).isEqualTo(Format.JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"image", "script", "style", "font", "audio", "video", "track", "manifest", "worker"})
    void subresource_getsOneLine(String destination) {
        assertThat(format("text/html,*/*", destination)).isEqualTo(Format.SHORT_TEXT);
    }

    @Test
    void fixedFormat_isNotNegotiated() {
        ClientPreferences client = new ClientPreferences("GET", "text/html", null, "image", Format.JSON);
        assertThat(Negotiation.format(client)).isEqualTo(Format.JSON);
    }

    @Test
    void endlessAccept_isReadUpToItsLimit() {
        assertThat(format("a/b,".repeat(100_000) + "text/html", null)).isEqualTo(Format.PROBLEM_JSON);
        assertThat(format("text/html," + "x".repeat(1_000_000), null)).isEqualTo(Format.HTML);
        assertThat(QualityItem.parse("a/b,".repeat(1000))).hasSize(64);
    }

    @Test
    void anyHeader_isParsed() {
        Random random = new Random(42);
        String alphabet = "ahtmlextjson/*+;=q.01,\"\\ -\u0000\uD800\u00e9\t";
        for (int i = 0; i < 50_000; i++) {
            StringBuilder header = new StringBuilder();
            for (int n = random.nextInt(60); n > 0; n--) {
                header.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThatCode(() -> format(header.toString(), null)).doesNotThrowAnyException();
            assertThat(QualityItem.parse(header.toString()))
                    .allSatisfy(item -> assertThat(item.quality()).isBetween(0, 1000));
        }
    }

    private static Format format(@Nullable String accept, @Nullable String destination) {
        return Negotiation.format(new ClientPreferences("GET", accept, null, destination, null));
    }
}
