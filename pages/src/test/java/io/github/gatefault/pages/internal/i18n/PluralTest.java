package io.github.gatefault.pages.internal.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.PluralRules;
import com.ibm.icu.util.ULocale;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class PluralTest {
    static final List<String> TAGS = Languages.TAGS;

    @ParameterizedTest
    @FieldSource("TAGS")
    void form_isThatOfUnicode(String tag) {
        PluralRules rules = PluralRules.forLocale(ULocale.forLanguageTag(tag));
        for (int n = 0; n <= 2000; n++) {
            assertThat(Plural.of(Locale.forLanguageTag(tag), n).token())
                    .as("%d", n)
                    .isEqualTo(rules.select(n));
        }
    }
}
