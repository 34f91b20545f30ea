package io.github.gatefault.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.cause.CauseType;
import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class BundlesTest {
    static final List<String> TAGS = Languages.TAGS;
    private static final Pattern PLURAL = Pattern.compile("(advice\\.(?:seconds|minutes))\\.\\w+");

    @ParameterizedTest
    @FieldSource("TAGS")
    void bundle_hasEveryKeyAndNoOther(String tag) throws Exception {
        assertThat(unified(bundle(tag).keySet())).isEqualTo(unified(bundle("en").keySet()));
    }

    @ParameterizedTest
    @FieldSource("TAGS")
    void counted_hasTheFormsOfTheLanguage(String tag) throws Exception {
        Set<String> expected = Plural.all(Locale.forLanguageTag(tag)).stream()
                .map(form -> "advice.seconds." + form.token())
                .collect(Collectors.toSet());
        assertThat(bundle(tag).keySet().stream().filter(key -> key.startsWith("advice.seconds.")))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @FieldSource("TAGS")
    void text_fillsNoUnknownNameAndIsNotEmpty(String tag) throws Exception {
        assertThat(bundle(tag)).allSatisfy((key, text) -> {
            assertThat(text).isNotBlank().doesNotContain("'").doesNotContainIgnoringCase("oops");
            assertThat(Pattern.compile("\\{(\\w+)}").matcher(text).results().map(MatchResult::group))
                    .isSubsetOf("{service}", "{Service}", "{n}", "{time}");
        });
    }

    @ParameterizedTest
    @FieldSource("TAGS")
    void headline_hasNoNumber(String tag) throws Exception {
        assertThat(bundle(tag)).allSatisfy((key, text) -> {
            if (key.startsWith("headline.")) {
                assertThat(text).doesNotContainPattern("\\d");
            }
        });
    }

    @ParameterizedTest
    @FieldSource("TAGS")
    void otherLanguage_hasNoEnglishLeft(String tag) throws Exception {
        Map<String, String> english = bundle("en");
        if (!tag.equals("en")) {
            assertThat(bundle(tag)).noneSatisfy((key, text) -> assertThat(text).isEqualTo(english.get(key)));
        }
    }

    @Test
    void everyCause_hasItsSceneAndTitle() throws Exception {
        assertThat(bundle("en").keySet())
                .containsAll(Arrays.stream(CauseType.values())
                        .map(cause -> "title." + cause.token())
                        .toList())
                .containsAll(Arrays.stream(Scene.values())
                        .map(scene -> "headline." + scene.token())
                        .toList());
    }

    private static Set<String> unified(Set<String> keys) {
        return keys.stream()
                .map(key -> PLURAL.matcher(key).replaceAll("$1"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> bundle(String tag) throws Exception {
        @Nullable String text = Words.text(Templates.BUILT_IN, "messages_" + tag + ".properties");
        Properties properties = new Properties();
        properties.load(new StringReader(Objects.requireNonNull(text)));
        Map<String, String> words = new TreeMap<>();
        properties.forEach((key, word) -> words.put((String) key, (String) word));
        return words;
    }
}
