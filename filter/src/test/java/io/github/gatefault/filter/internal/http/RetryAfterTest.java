package io.github.gatefault.filter.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void seconds_areTaken() {
        assertThat(RetryAfter.parse("120", NOW)).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void date_isTakenAsTheTimeUntilThen() {
        assertThat(RetryAfter.parse("Mon, 23 Nov 2026 12:05:00 GMT", NOW)).isEqualTo(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "0",
                "-5",
                "soon",
                "99999999999999999999",
                "9999999",
                "1e3",
                "Mon, 23 Nov 2026 11:59:59 GMT",
                "Mon, 99 Nov 2026 12:05:00 GMT",
                "12 0",
                "120, 120, 120, 120, 120, 120, 120, 120, 120, 120"
            })
    void pastOrNonsense_isNothing(String header) {
        assertThat(RetryAfter.parse(header, NOW)).isNull();
    }
}
