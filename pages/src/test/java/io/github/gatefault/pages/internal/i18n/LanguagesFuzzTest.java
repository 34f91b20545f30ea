package io.github.gatefault.pages.internal.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.gatefault.pages.internal.http.QualityItem;
import java.time.ZoneOffset;
import java.util.Locale;

class LanguagesFuzzTest {
    private final Languages languages = new Languages(Locale.ENGLISH, ZoneOffset.UTC, name -> null);

    /** No {@code Accept-Language} breaks its parser, and unsupported languages are a bounded set. */
    @FuzzTest(maxDuration = "20s")
    void anyAcceptLanguage_givesALanguage(String acceptLanguage) {
        assertThat(Languages.TAGS).contains(languages.choose(acceptLanguage).tag());
        assertThat(languages.unsupported(QualityItem.parse(acceptLanguage)))
                .satisfies(unsupported -> unsupported.ifPresent(
                        language -> assertThat(Locale.getISOLanguages()).contains(language)));
    }
}
