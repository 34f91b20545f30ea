package io.github.gatefault.filter.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.gatefault.pages.Format;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathFormatsTest {
    @Test
    void longestPrefix_counts() {
        PathFormats formats = PathFormats.parse("/=html, /api/=problem+json, /api/old/=xml");

        assertThat(formats.of("/cart")).isEqualTo(Format.HTML);
        assertThat(formats.of("/api/cart")).isEqualTo(Format.PROBLEM_JSON);
        assertThat(formats.of("/api/old/cart")).isEqualTo(Format.XML);
    }

    @Test
    void pathWithoutPrefix_isNegotiated() {
        assertThat(PathFormats.parse("/api/=json").of("/cart")).isNull();
        assertThat(PathFormats.parse("").of("/cart")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"api=json", "/api", "/api=pdf", "/api/=json,", "=json", "/a=json=x"})
    void malformedPair_isRefused_withWhatIsAllowed(String pairs) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PathFormats.parse(pairs))
                .withMessageContaining("/api/=problem+json")
                .withMessageContaining("html, json, problem+json");
    }
}
