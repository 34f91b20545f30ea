package io.github.gatefault.pages.internal.render;

import static io.github.gatefault.pages.Incidents.HOSTILE;
import static io.github.gatefault.pages.Incidents.ID;
import static io.github.gatefault.pages.Incidents.preferences;
import static io.github.gatefault.pages.Incidents.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.pages.ClientPreferences;
import io.github.gatefault.pages.ErrorPages;
import io.github.gatefault.pages.Format;
import io.github.gatefault.pages.Incidents;
import io.github.gatefault.pages.Page;
import io.github.gatefault.pages.brand.Brand;
import io.github.gatefault.pages.internal.i18n.Languages;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemDetailsTest {
    private static final Brand BRAND = Brand.builder()
            .name("Acme")
            .statusPage(URI.create("https://status.acme.example/"))
            .help(URI.create("mailto:help@acme.example"))
            .build();
    private final ErrorPages pages =
            ErrorPages.builder().brand(BRAND).showUpstream(true).build();

    private static Incident complete(CauseType cause) {
        return Incidents.of(cause)
                .causeDetail("certificate_expired")
                .traceId(ID)
                .answeredBy("nginx")
                .receivedStatus(503)
                .upstream("orders")
                .build();
    }

    @Test
    void json_hasItsMembersInOrder() throws Exception {
        assertThat(json(pages.render(
                        complete(CauseType.UPSTREAM_ERROR_RESPONSE), preferences(Format.PROBLEM_JSON, "en"))))
                .containsExactly(
                        Map.entry("type", "/problems/upstream_error_response"),
                        Map.entry("title", "The upstream answered with an error"),
                        Map.entry("status", 502),
                        Map.entry(
                                "detail",
                                "The service, or a system in front of it, answered with an error. The problem is not with "
                                        + "your device or your connection. You were only opening something. Nothing was "
                                        + "lost or changed."),
                        Map.entry("instance", "/problems/incidents/" + ID),
                        Map.entry("cause", "upstream_error_response"),
                        Map.entry("category", "intermediary"),
                        Map.entry("correlation_id", ID),
                        Map.entry("timestamp", "2026-11-02T14:32:05.123Z"),
                        Map.entry("retryable", true),
                        Map.entry("request_sent", "yes"),
                        Map.entry("action_by", "upstream"),
                        Map.entry("cause_detail", "certificate_expired"),
                        Map.entry("retry_after", 30),
                        Map.entry("trace_id", ID),
                        Map.entry("answered_by", "nginx"),
                        Map.entry("received_status", 503),
                        Map.entry("upstream", "orders"),
                        Map.entry("status_page", "https://status.acme.example/"),
                        Map.entry("help", "mailto:help@acme.example"));
    }

    @Test
    void json_hasNoUnknownMembers() throws Exception {
        Page page = ErrorPages.builder()
                .build()
                .render(Incidents.of(CauseType.DNS_ERROR).retryAfter(null).build(), preferences(Format.JSON, "en"));
        assertThat(json(page)).hasSize(12).containsKeys("type", "action_by");
    }

    @ParameterizedTest
    @EnumSource(CauseType.class)
    void json_isBelowOneKilobyteInEveryLanguage(CauseType cause) {
        for (String tag : Languages.TAGS) {
            for (String method : List.of("GET", "POST")) {
                Page page = pages.render(
                        complete(cause), new ClientPreferences(method, null, tag, null, Format.PROBLEM_JSON));
                assertThat(page.body().length).as(tag).isLessThan(1024);
            }
        }
    }

    @Test
    void jsonWithoutRoom_shortensTheDetailAndKeepsAllMembers() throws Exception {
        Incident incident = complete(CauseType.HTTP_RESPONSE_TIMEOUT);
        Map<String, Object> english = json(pages.render(incident, preferences(Format.PROBLEM_JSON, "en")));
        Map<String, Object> thai = json(pages.render(incident, preferences(Format.PROBLEM_JSON, "th")));
        assertThat((String) english.get("detail"))
                .isEqualTo(
                        "We waited, but no answer came in time. The problem is on our side, not with your device or your "
                                + "connection. You were only opening something. Nothing was lost or changed.");
        assertThat((String) thai.get("detail")).isEqualTo("คุณเพียงเปิดดูข้อมูล ไม่มีสิ่งใดสูญหายหรือเปลี่ยนแปลง");
        assertThat(thai.keySet()).isEqualTo(english.keySet());
    }

    @Test
    void hostileValues_keepEveryFormatWellFormed() throws Exception {
        Incident incident = Incidents.of(CauseType.UPSTREAM_ERROR_RESPONSE)
                .upstream(HOSTILE)
                .answeredBy(HOSTILE)
                .traceId(HOSTILE)
                .build();
        assertThat(json(pages.render(incident, preferences(Format.PROBLEM_JSON, "en"))))
                .containsKey("answered_by");
        assertThat(xml(pages.render(incident, preferences(Format.XML, "ar"))).select("img"))
                .isEmpty();
        assertThat(text(pages.render(incident, preferences(Format.TEXT, "en"))).lines())
                .filteredOn(line -> line.startsWith("answered_by: "))
                .hasSize(1)
                .allSatisfy(line -> assertThat(line).doesNotContainPattern("[\\p{Cntrl}\u202e]"));
    }

    @Test
    void xml_isThatOfRfc9457() {
        Document document =
                xml(pages.render(complete(CauseType.CONNECTION_REFUSED), preferences(Format.PROBLEM_XML, "de")));
        assertThat(document.select("problem").attr("xmlns")).isEqualTo("urn:ietf:rfc:7807");
        assertThat(document.select("problem > status").text()).isEqualTo("502");
    }

    @Test
    void text_beginsWithSentencesAndListsTheMembers() {
        assertThat(text(pages.render(complete(CauseType.CONNECTION_REFUSED), preferences(Format.TEXT, "en")))
                        .lines())
                .startsWith("We can’t reach the service right now", "")
                .contains(
                        "Please try again in about 10 seconds.", "cause: connection_refused", "correlation_id: " + ID);
    }

    @Test
    void shortText_isOneLine() {
        assertThat(text(pages.render(complete(CauseType.CONNECTION_REFUSED), preferences(Format.SHORT_TEXT, "en"))))
                .isEqualTo("We can’t reach the service right now (connection_refused, " + ID + ")\n");
    }

    @Test
    void chineseSentences_areNotSpaced() throws Exception {
        Map<String, Object> members =
                json(pages.render(complete(CauseType.CONNECTION_REFUSED), preferences(Format.JSON, "zh")));
        assertThat(members)
                .hasEntrySatisfying(
                        "detail", detail -> assertThat((String) detail).doesNotContain(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"problems/", "/problems", "//evil.example/", "ftp://x/", "", "/p?q=/", "/p#/"})
    void invalidProblemBase_isRefusedByName(String base) {
        assertThatThrownBy(() -> ErrorPages.builder().problemBase(base).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("problem base \"" + base + "\" must be an http(s) URI or an absolute path");
    }

    @Test
    void problemBase_isUsed() throws Exception {
        Page page = ErrorPages.builder()
                .problemBase("https://acme.example/errors/")
                .build()
                .render(Incidents.of(CauseType.DNS_ERROR).build(), preferences(Format.JSON, "en"));
        assertThat(json(page))
                .containsEntry("type", "https://acme.example/errors/dns_error")
                .containsEntry("instance", "https://acme.example/errors/incidents/" + ID);
    }

    private static Map<String, Object> json(Page page) throws Exception {
        Map<String, Object> members = new LinkedHashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(page.body())) {
            assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                members.put(
                        name,
                        switch (parser.nextToken()) {
                            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
                            case VALUE_NUMBER_INT -> parser.getIntValue();
                            default -> parser.getText();
                        });
            }
        }
        return members;
    }

    /** Checks each element by itself, since a lenient parser would repair errors. */
    private static Document xml(Page page) {
        assertThat(text(page).lines().filter(line -> line.startsWith("  ")))
                .allSatisfy(line -> assertThat(line).matches("  <([a-z_]{3,})>([^<>&\\p{Cntrl}]|&#[0-9]+;)*</\\1>"));
        return Jsoup.parse(text(page), Parser.xmlParser());
    }
}
