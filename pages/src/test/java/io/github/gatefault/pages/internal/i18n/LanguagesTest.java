package io.github.gatefault.pages.internal.i18n;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.icu.text.NumberingSystem;
import com.ibm.icu.util.ULocale;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class LanguagesTest {
    static final List<String> TAGS = Languages.TAGS;
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
            zh-MY                           | zh-Hans
            zh-TW                           | zh-Hant
            zh-tw, zh;q=0.5                 | zh-Hant
            zh-Hant-HK, de;q=0.1            | zh-Hant
            zh-HK,fr;q=0.3                  | zh-Hant
            zh-MO                           | zh-Hant
            zh-Hans-HK                      | zh-Hans
            zh-cmn-Hant-TW                  | zh-Hant
            cmn-Hant                        | zh-Hant
            yue                             | zh-Hant
            yue-Hans                        | zh-Hans
            yue-CN                          | zh-Hans
            pt-BR                           | pt-BR
            pt                              | pt
            pt-PT                           | pt
            pt-AO, pt-BR;q=0.9              | pt
            pt;q=0, pt-BR                   | pt-BR
            pt;q=0, pt-PT, fr;q=0.1         | fr
            no                              | nb
            no-NO                           | nb
            nn-NO, en;q=0.8                 | nb
            no;q=0, nn, da;q=0.3            | da
            sr-Latn-RS, de;q=0.4            | de
            iw, de;q=0.2                    | he
            iw-IL                           | he
            in-ID                           | id
            mo                              | ro
            prs-AF                          | fa
            xx, *                           | en
            *                               | en
            en;q=0, *                       | de
            en;q=0, de;q=0, *               | fr
            en;q=0                          | en
            en;q=0, tlh                     | en
            *;q=0                           | en
            de;q=0.5, *;q=0                 | de
            *, de;q=0.1                     | de
            fr;q=0.8, de;q=0.8              | fr
            de;q=0.8, fr;q=0.8, tlh         | de
            fr;q=0.8, de;q=0.801            | de
            de;q=2, fr;q=0.1                | fr
            de;q=0.0000, fr;q=0.1           | fr
            de;q=0, de-AT                   | en
            zh;q=0, zh-CN, fr;q=0.1         | fr
            zh;q=0, zh-TW, fr;q=0.1         | zh-Hant
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
    void unsupportedDefaultLanguage_isRefusedByName() {
        assertThatThrownBy(() -> with(Locale.forLanguageTag("tlh")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("default-language \"tlh\" must be one of en, de, ")
                .hasMessageContaining("zh-Hans");
    }

    @Test
    void direction_followsTheScript() {
        assertThat(languages.choose("ar").isRightToLeft()).isTrue();
        assertThat(languages.choose("de").isRightToLeft()).isFalse();
        assertThat(Language.isRightToLeft(Locale.forLanguageTag("az-Arab"))).isTrue();
        assertThat(Language.isRightToLeft(Locale.forLanguageTag("ar-Latn"))).isFalse();
    }

    @ParameterizedTest
    @FieldSource("TAGS")
    void tag_isChosenByItself(String tag) {
        assertThat(languages.choose(tag).tag()).isEqualTo(tag);
        assertThat(languages
                        .choose("tlh, " + tag.toUpperCase(Locale.ROOT) + "-x-own;q=0.1, *;q=0.9")
                        .tag())
                .isEqualTo(tag);
    }

    @ParameterizedTest
    @CsvSource({
        "bn,5,৫ সেকেন্ড",
        "bg,1,1 секунда",
        "cs,2,2 sekundy",
        "cs,5,5 sekund",
        "el,1,1 δευτερόλεπτο",
        "fa,45,۴۵ ثانیه",
        "he,1,כשנייה אחת",
        "he,2,כשתי שניות",
        "he,3,3 שניות",
        "hi,1,1 सेकंड",
        "ja,10,約10秒後",
        "ko,10,약 10초 후",
        "pl,1,1 sekundę",
        "pl,22,22 sekundy",
        "pl,12,12 sekund",
        "pt-BR,1,1 segundo",
        "ro,1,1 secundă",
        "ro,19,19 secunde",
        "ro,20,20 de secunde",
        "ru,21,21 секунду",
        "ru,11,11 секунд",
        "ru,24,24 секунды",
        "sk,4,4 sekundy",
        "th,10,10 วินาที",
        "uk,61,61 секунду",
        "uk,14,14 секунд",
        "zh-Hant,10,10 秒"
    })
    void plural_hasTheFormOfItsNumber(String tag, long n, String words) {
        String message = languages.choose(tag).plural("advice.seconds", n).replace('\u00a0', ' ');
        boolean spaced = !List.of("ja", "ko", "th", "zh-Hant").contains(tag);
        assertThat(message).containsPattern(Pattern.quote(words) + (spaced ? "(?![\\p{L}\\p{M}])" : ""));
    }

    @ParameterizedTest
    @FieldSource("TAGS")
    void number_hasTheDigitsOfTheLanguage(String tag) {
        NumberingSystem digits = NumberingSystem.getInstance(ULocale.forLanguageTag(tag));
        String two = digits.getDescription().substring(2, 3);
        Language language = languages.choose(tag);
        assertThat(language.plural("advice.minutes", 22)).contains(two + two);
        assertThat(language.localTime(Instant.parse("2026-11-02T14:22:05Z")))
                .contains(two + two)
                .contains("UTC");
    }

    @Test
    void documentation_listsEachLanguage() throws Exception {
        String docs = Files.readString(Path.of("../docs/templates.md"));
        String section = docs.substring(docs.indexOf("## Languages"), docs.indexOf("Each is complete"));
        assertThat(Pattern.compile("`([^`]+)` \\p{L}")
                        .matcher(section)
                        .results()
                        .map(tag -> tag.group(1)))
                .containsExactlyInAnyOrderElementsOf(TAGS);
        assertThat(Files.readString(Path.of("../README.md"))).contains("one of [" + TAGS.size() + "](");
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

    @Test
    void endlessHeader_isReadUpToALimit() {
        assertThat(languages.choose("de, " + "tlh,".repeat(1 << 20)).tag()).isEqualTo("de");
        assertThat(languages.choose("tlh,".repeat(70) + "de").tag()).isEqualTo("en");
        assertThat(languages.choose("a-".repeat(1 << 20) + "de, de").tag()).isEqualTo("en");
        assertThat(languages.choose("x".repeat(128) + ", de").tag()).isEqualTo("de");
        assertThat(languages.choose("de" + "-x".repeat(60) + ", fr;q=0.5").tag())
                .isEqualTo("de");
    }

    private static Languages with(Locale defaultLanguage) {
        return new Languages(defaultLanguage, ZoneId.of("UTC"), name -> null);
    }
}
