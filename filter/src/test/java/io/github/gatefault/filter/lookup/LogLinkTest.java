package io.github.gatefault.filter.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.URLDecoder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogLinkTest {
    private static final Instant FROM = Instant.parse("2026-11-24T12:30:00Z");
    private static final Instant TO = Instant.parse("2026-11-24T12:40:00Z");

    private static String link(String setting, @Nullable String upstream) {
        return LogLink.of(setting).url("0192f3c4", FROM, TO, upstream);
    }

    @Test
    void ownTemplate_isFilled() {
        assertThat(link(
                        "https://logs.example/s?q={id}&u={upstream}&f={from}&t={to}&s={from_s}-{to_s}&i={from_iso}/{to_iso}",
                        "orders"))
                .isEqualTo("https://logs.example/s?q=0192f3c4&u=orders&f=1795523400000&t=1795524000000"
                        + "&s=1795523400-1795524000&i=2026-11-24T12%3A30%3A00Z/2026-11-24T12%3A40%3A00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "orders & search, orders%20%26%20search",
        "a/../b?c#d, a%2F..%2Fb%3Fc%23d",
        "x\" | delete ', x%3F%20%7C%20delete%20%3F",
        "`$(x)\\, %3F%24%28x%29%3F",
        "<script>, %3Cscript%3E",
        "é, %C3%A9",
    })
    void upstream_isEncodedForItsPlace(String upstream, String encoded) {
        // The quote of this format cannot begin a value.
        assertThat(link("https://logs.example/?q={upstream}", upstream.replace("''", "'")))
                .isEqualTo("https://logs.example/?q=" + encoded);
    }

    @Test
    void unknownUpstream_isEmpty() {
        assertThat(LogLink.of("https://logs.example/?q={upstream}").url("a", FROM, TO, null))
                .isEqualTo("https://logs.example/?q=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "loki https://grafana.example/ P8E80F9AEF21F6940",
                "kibana https://kibana.example",
                "cloudwatch https://eu-central-1.console.aws.amazon.com /ecs/shop",
                "datadog https://app.datadoghq.eu",
                "splunk https://splunk.example/en-US",
            })
    void knownSystems_getTheIdAndTheTime(String setting) {
        String link = link(setting, null);

        assertThat(URI.create(link)).hasScheme("https");
        assertThat(link).contains("0192f3c4").doesNotContain("{");
        assertThat(link.contains("1795523400") || link.contains("2026-11-24T12%3A30%3A00Z"))
                .isTrue();
    }

    @Test
    void loki_getsOneJsonObject_ofItsPane() {
        String panes =
                URI.create(link("loki https://grafana.example loki-1", null)).getRawQuery();

        assertThat(URLDecoder.decode(panes, UTF_8))
                .isEqualTo("schemaVersion=1&panes={\"a\":{\"datasource\":\"loki-1\",\"queries\":[{\"refId\":\"A\","
                        + "\"expr\":\"{job=~\\\".+\\\"} |= `0192f3c4`\"}],"
                        + "\"range\":{\"from\":\"1795523400000\",\"to\":\"1795524000000\"}}}");
    }

    @Test
    void cloudwatch_getsTheLogGroup_encodedTwice() {
        assertThat(link("cloudwatch https://eu-central-1.console.aws.amazon.com /ecs/shop", null))
                .startsWith(
                        "https://eu-central-1.console.aws.amazon.com/cloudwatch/home#logsV2:log-groups/log-group/$252Fecs$252Fshop/log-events$3F");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "logs",
                "ftp://logs.example/{id}",
                "javascript:alert({id})",
                "https://{upstream}.example/",
                "https://logs.example",
                "https://logs.example/{trace}",
                "https://logs.example/{id}{",
                "https://logs.example/ {id}",
                "loki",
                "loki https://grafana.example",
                "loki https://grafana.example a b",
                "loki https://grafana.example \"",
                "kibana https://kibana.example/?x",
                "kibana javascript:alert(1)",
            })
    void badSetting_isRefused(String setting) {
        assertThatThrownBy(() -> LogLink.of(setting))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("must be ");
    }
}
