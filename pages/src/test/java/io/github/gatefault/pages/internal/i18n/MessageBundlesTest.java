package io.github.gatefault.pages.internal.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.UnicodeSet;
import com.ibm.icu.util.LocaleData;
import com.ibm.icu.util.ULocale;
import io.github.gatefault.cause.CauseType;
import io.github.gatefault.pages.internal.render.Presentation;
import io.github.gatefault.pages.internal.text.UntrustedText;
import java.io.StringReader;
import java.text.Normalizer;
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

class MessageBundlesTest {
    static final List<String> TAGS = Languages.TAGS;
    private static final Pattern PLURAL = Pattern.compile("(advice\\.(?:seconds|minutes))\\.\\w+");
    /** Keys whose texts are sentences, or several. */
    private static final Pattern SENTENCES = Pattern.compile("(summary|request|advice|sent)\\..*");

    private static final Pattern QUESTIONS = Pattern.compile("check\\..*|your_request|what_now");
    /** Keys whose texts are for operators and programmers, who know what a gateway is. */
    private static final Pattern TECHNICAL = Pattern.compile("(title|sent|check)\\..*|status|caller|operator");

    private static final Pattern JARGON = Pattern.compile(
            "\\d|gateway|upstream|proxy|http|tls|dns|passerelle|pasarela|\\bbrama|\\bbram[ay]|brán[ay]|átjáró|πύλη|шлюз|geçid"
                    + "|بوابة|درگاه|网关|上游|閘道|上游|ゲートウェイ|アップストリーム|게이트웨이|업스트림|เกตเวย์|गेटवे|গেটওয়ে",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    /** Names that are written the same in each language. */
    private static final Pattern NAMES = Pattern.compile(
            "\\b(HTTP|TLS|VPN|WebSocket|curl|API|DNS|email)|\\b(circuit breaker|firewall|gateway|log|header)\\p{L}*",
            Pattern.CASE_INSENSITIVE);
    /** The presentations in which the service has failed, so that its name belongs into the headline. */
    private static final Set<Presentation> SERVICE_FAILURES = Set.of(
            Presentation.BACKEND_DOWN,
            Presentation.NETWORK,
            Presentation.RESOURCES_EXHAUSTED,
            Presentation.INTERMEDIARY,
            Presentation.INVALID_RESPONSE,
            Presentation.TIMEOUT,
            Presentation.PROXY_INTERNAL_RESPONSE);

    private static final int LONGEST_HEADLINE = 70;

    @ParameterizedTest
    @FieldSource("TAGS")
    void bundle_hasEveryKeyAndNoOther(String tag) throws Exception {
        assertThat(unified(bundle(tag).keySet())).isEqualTo(unified(bundle("en").keySet()));
    }

    @ParameterizedTest
    @FieldSource("TAGS")
    void bundle_hasEachKeyOnce(String tag) throws Exception {
        List<String> keys = source(tag)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.substring(0, line.indexOf('=')))
                .toList();
        assertThat(keys).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @FieldSource("TAGS")
    void plural_hasTheFormsOfTheLanguage(String tag) throws Exception {
        Set<String> expected = Plural.formsOf(Locale.forLanguageTag(tag)).stream()
                .map(Plural::token)
                .collect(Collectors.toSet());
        for (String counted : List.of("advice.seconds.", "advice.minutes.")) {
            assertThat(bundle(tag).keySet().stream()
                            .filter(key -> key.startsWith(counted))
                            .map(key -> key.substring(counted.length())))
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @ParameterizedTest
    @FieldSource("TAGS")
    void message_hasNoUnknownPlaceholderAndIsNotEmpty(String tag) throws Exception {
        assertThat(bundle(tag)).allSatisfy((key, text) -> {
            assertThat(text).isNotBlank().doesNotContain("'").doesNotContainIgnoringCase("oops");
            assertThat(Pattern.compile("\\{(\\w+)}").matcher(text).results().map(MatchResult::group))
                    .isSubsetOf("{service}", "{Service}", "{n}", "{time}");
        });
    }

    @ParameterizedTest
    @FieldSource("TAGS")
    void message_hasThePlaceholdersOfItsKey(String tag) throws Exception {
        assertThat(bundle(tag)).allSatisfy((key, text) -> {
            assertThat(text.contains("{time}")).as(key).isEqualTo(key.endsWith(".until"));
            if (PLURAL.matcher(key).matches()) {
                // One and two are words in some languages; and there is no wait of zero.
                assertThat(text.contains("{n}") || key.matches(".*\\.(zero|one|two)"))
                        .as(key)
                        .isTrue();
            } else {
                assertThat(text).doesNotContain("{n}");
            }
            if (!key.matches("(headline|summary|request)\\..*")) {
                assertThat(text).doesNotContainIgnoringCase("{service}");
            }
        });
        for (Presentation presentation : SERVICE_FAILURES) {
            assertThat(bundle(tag).get("headline." + presentation.token())).containsIgnoringCase("{service}");
        }
    }

    @ParameterizedTest
    @FieldSource("TAGS")
    void headline_isShortAndHasNoNumber(String tag) throws Exception {
        String service = Objects.requireNonNull(bundle(tag).get("service"));
        assertThat(bundle(tag)).allSatisfy((key, text) -> {
            if (key.startsWith("headline.")) {
                assertThat(text)
                        .doesNotContainPattern("\\d")
                        .doesNotEndWith(".")
                        .doesNotEndWith("。");
                assertThat(text.replaceAll("\\{[sS]ervice}", service)).hasSizeLessThanOrEqualTo(LONGEST_HEADLINE);
            }
        });
    }

    @ParameterizedTest
    @FieldSource("TAGS")
    void otherLanguage_hasNoEnglishLeft(String tag) throws Exception {
        Map<String, String> english = bundle("en");
        if (!tag.equals("en")) {
            assertThat(bundle(tag)).noneSatisfy((key, text) -> assertThat(text).isEqualTo(english.get(key)));
            assertThat(bundle(tag))
                    .allSatisfy((key, text) -> assertThat(text)
                            .doesNotContainPattern("(?i)\\b(the|this|your|please|with|request|answer|upstream)\\b"));
        }
    }

    @ParameterizedTest
    @FieldSource("TAGS")
    void message_isInTheAlphabetOfItsLanguage(String tag) throws Exception {
        ULocale locale = ULocale.forLanguageTag(tag);
        UnicodeSet letters = LocaleData.getExemplarSet(locale, 0, LocaleData.ES_STANDARD);
        letters.addAll(LocaleData.getExemplarSet(locale, 0, LocaleData.ES_AUXILIARY));
        letters.closeOver(UnicodeSet.ADD_CASE_MAPPINGS);
        if (tag.equals("zh-Hant")) {
            // Of the many Unicode lists the most frequent only; these are traditional as well.
            letters.addAll("伺埠攔暢碌逾閘");
        }
        assertThat(bundle(tag)).allSatisfy((key, text) -> {
            String words = NAMES.matcher(text.replaceAll("\\{\\w+}", "")).replaceAll("");
            assertThat(words.codePoints()
                            .filter(UCharacter::isLetter)
                            .filter(letter -> !letters.contains(letter))
                            .mapToObj(Character::toString))
                    .as(key)
                    .isEmpty();
        });
    }

    @ParameterizedTest
    @FieldSource("TAGS")
    void message_isCleanAndInNormalForm(String tag) throws Exception {
        assertThat(bundle(tag)).allSatisfy((key, text) -> {
            assertThat(Normalizer.isNormalized(text, Normalizer.Form.NFC))
                    .as(key)
                    .isTrue();
            assertThat(text)
                    .isEqualTo(UntrustedText.toDisplay(text))
                    .isEqualTo(text.strip())
                    .doesNotContain("  ", "\"", "...", "--", " ,", " .", "\u00ad", "\ufeff");
        });
    }

    @ParameterizedTest
    @FieldSource("TAGS")
    void sentence_endsAsTheLanguageEndsIt(String tag) throws Exception {
        String stop = switch (tag) {
            case "ja", "zh-Hans", "zh-Hant" -> "。";
            case "bn", "hi" -> "।";
            case "th" -> "";
            default -> ".";
        };
        String question = switch (tag) {
            case "ar", "fa" -> "؟";
            case "el" -> ";";
            case "zh-Hans", "zh-Hant", "ja" -> "？";
            case "th" -> "";
            default -> "?";
        };
        assertThat(bundle(tag)).allSatisfy((key, text) -> {
            if (SENTENCES.matcher(key).matches()) {
                assertThat(text)
                        .as(key)
                        .matches(stop.isEmpty() ? "[^.?。]*[^.?。 ]" : ".*\\p{L}.*" + Pattern.quote(stop));
            } else if (QUESTIONS.matcher(key).matches()) {
                assertThat(text)
                        .as(key)
                        .matches(question.isEmpty() ? "[^.?？]*[^.?？ ]" : ".*" + Pattern.quote(question));
            } else {
                assertThat(text).as(key).doesNotContainPattern("[.。।?？؟]$");
            }
        });
    }

    @ParameterizedTest
    @FieldSource("TAGS")
    void visitor_readsNoJargon(String tag) throws Exception {
        assertThat(bundle(tag)).allSatisfy((key, text) -> {
            if (!TECHNICAL.matcher(key).matches()) {
                assertThat(text).as(key).doesNotContainPattern(JARGON);
            }
        });
    }

    @Test
    void everyCause_hasItsHeadlineAndTitle() throws Exception {
        assertThat(bundle("en").keySet())
                .containsAll(Arrays.stream(CauseType.values())
                        .map(cause -> "title." + cause.token())
                        .toList())
                .containsAll(Arrays.stream(Presentation.values())
                        .map(presentation -> "headline." + presentation.token())
                        .toList());
    }

    private static Set<String> unified(Set<String> keys) {
        return keys.stream()
                .map(key -> PLURAL.matcher(key).replaceAll("$1"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> bundle(String tag) throws Exception {
        Properties properties = new Properties();
        properties.load(new StringReader(source(tag)));
        Map<String, String> messages = new TreeMap<>();
        properties.forEach((key, message) -> messages.put((String) key, (String) message));
        return messages;
    }

    private static String source(String tag) {
        @Nullable
        String text =
                MessageBundles.readText(MessageBundles.class::getResourceAsStream, "messages_" + tag + ".properties");
        return Objects.requireNonNull(text);
    }
}
