package io.github.gatefault.pages.internal.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.gatefault.pages.internal.http.QualityItem;
import java.time.ZoneOffset;
import java.util.Locale;

class LanguagesFuzzTest {
    private final Languages languages = new Languages(Locale.ENGLISH, ZoneOffset.UTC, name -> null);

    /** Nothing that stands in {@code Accept-Language} breaks its parser, and whoever counts what is missing stays bounded. */
    @FuzzTest(maxDuration = "20s")
    void anyAcceptLanguage_givesALanguage(String acceptLanguage) {
        assertThat(Languages.TAGS).contains(languages.choose(acceptLanguage).tag());
        assertThat(languages.missing(QualityItem.parse(acceptLanguage)))
                .satisfies(missing -> missing.ifPresent(
                        language -> assertThat(Locale.getISOLanguages()).contains(language)));
    }
}
