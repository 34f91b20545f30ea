package io.github.gatefault.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguagesTest {
    private final Languages languages = with(Locale.ENGLISH);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            de                              | de
            de-AT                           | de
            de-DE-1996                      | de
            DE                              | de
            fr-CH, fr;q=0.9, en;q=0.8       | fr
            en;q=0.5, es                    | es
            es-419,es;q=0.9                 | es
            ar-EG                           | ar
            zh                              | zh-Hans
            zh-CN                           | zh-Hans
            zh-SG                           | zh-Hans
            zh-Hans-CN                      | zh-Hans
            cmn                             | zh-Hans
            zh-TW                           | en
            zh-TW, zh;q=0.5                 | zh-Hans
            zh-Hant-HK, de;q=0.1            | de
            zh-HK,fr;q=0.3                  | fr
            yue                             | en
            iw, de;q=0.2                    | de
            nn, fr;q=0.2                    | fr
            xx, *                           | en
            *                               | en
            en;q=0, *                       | de
            en;q=0, de;q=0, *               | fr
            de;q=0, de-AT                   | en
            zh;q=0, zh-CN, fr;q=0.1         | fr
            de-x-private                    | de
            tlh                             | en
            -, --, de--, x-, *-de           | de
            """)
    void acceptLanguage_isLookedUp(String header, String expected) {
        assertThat(languages.choose(header).tag()).isEqualTo(expected);
    }

    @Test
    void nothingAsked_givesTheDefault() {
        assertThat(with(Locale.GERMANY).choose(null).tag()).isEqualTo("de");
        assertThat(with(Locale.CHINA).choose("").tag()).isEqualTo("zh-Hans");
        assertThat(with(Locale.FRENCH).choose("tlh, *;q=0.1").tag()).isEqualTo("fr");
    }

    @Test
    void defaultLanguageWithoutWords_isRefusedByName() {
        assertThatThrownBy(() -> with(Locale.forLanguageTag("tlh")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'tlh'")
                .hasMessageContaining("zh-Hans");
    }

    @Test
    void direction_followsTheScript() {
        assertThat(languages.choose("ar").isRightToLeft()).isTrue();
        assertThat(languages.choose("de").isRightToLeft()).isFalse();
        assertThat(Language.isRightToLeft(Locale.forLanguageTag("az-Arab"))).isTrue();
        assertThat(Language.isRightToLeft(Locale.forLanguageTag("ar-Latn"))).isFalse();
    }

    @Test
    void anyHeader_givesALanguage() {
        Random random = new Random(7);
        String alphabet = "zhantdefriw-*;=q.01,\" \u0000\uDC00\u00df";
        for (int i = 0; i < 50_000; i++) {
            StringBuilder header = new StringBuilder();
            for (int n = random.nextInt(50); n > 0; n--) {
                header.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(Languages.TAGS)
                    .contains(languages.choose(header.toString()).tag());
        }
    }

    private static Languages with(Locale defaultLanguage) {
        return new Languages(defaultLanguage, ZoneId.of("UTC"), name -> null);
    }
}
