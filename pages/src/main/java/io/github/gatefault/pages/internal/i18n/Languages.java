package io.github.gatefault.pages.internal.i18n;

import io.github.gatefault.pages.internal.http.QualityItem;
import io.github.gatefault.pages.template.TemplateSource;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The languages that we have, and the choice among them: the lookup of RFC 4647, section 3.4. Each is read when somebody asks for
 * it, for most deployments meet few of them; those that the application says something in are read, and so checked, at once.
 */
public final class Languages {
    /** Of each there is a complete bundle {@code messages_<tag>.properties}. */
    public static final List<String> TAGS = List.of(
            "en", "de", "fr", "es", "ar", "bg", "bn", "cs", "da", "el", "fa", "fi", "he", "hi", "hu", "id", "it", "ja",
            "ko", "nb", "nl", "pl", "pt", "pt-BR", "ro", "ru", "sk", "sv", "th", "tr", "uk", "vi", "zh-Hans",
            "zh-Hant");

    /**
     * What a tag means that no bundle bears: old codes, macrolanguages, and the script that a region writes. What stands here
     * is not shortened further: who reads traditional Chinese is not served by simplified.
     */
    private static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry("iw", "he"),
            Map.entry("in", "id"),
            Map.entry("mo", "ro"),
            Map.entry("no", "nb"),
            Map.entry("nn", "nb"),
            Map.entry("pes", "fa"),
            Map.entry("prs", "fa"),
            Map.entry("cmn", "zh-hans"),
            Map.entry("zh", "zh-hans"),
            Map.entry("zh-cn", "zh-hans"),
            Map.entry("zh-sg", "zh-hans"),
            Map.entry("zh-my", "zh-hans"),
            Map.entry("cmn-hant", "zh-hant"),
            Map.entry("zh-cmn-hant", "zh-hant"),
            Map.entry("zh-tw", "zh-hant"),
            Map.entry("zh-hk", "zh-hant"),
            Map.entry("zh-mo", "zh-hant"),
            Map.entry("zh-yue", "zh-hant"),
            Map.entry("yue", "zh-hant"),
            Map.entry("yue-cn", "zh-hans"),
            Map.entry("yue-hans", "zh-hans"));

    private static final Map<String, String> LOWER_CASE = lowerCase();

    /** Looked up for the first visitor whose language we have not. */
    private static final class Iso {
        static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
    }

    private final Map<String, Language> read = new ConcurrentHashMap<>();
    private final ZoneId zone;
    /** The tag of the default language. */
    private final String fallback;

    /**
     * Reads what the application says in its own words.
     *
     * @param own where that is, or {@code null} where it says nothing
     * @throws IllegalArgumentException if there is no such default language, or a bundle of the application is broken
     */
    public Languages(Locale defaultLanguage, ZoneId zone, @Nullable TemplateSource own) {
        this.zone = zone;
        if (own != null) {
            for (String tag : TAGS) {
                if (MessageBundles.text(own, MessageBundles.file(Locale.forLanguageTag(tag))) != null) {
                    read.put(tag, read(tag, own));
                }
            }
        }
        fallback = check(defaultLanguage);
    }

    private Language read(String tag, @Nullable TemplateSource own) {
        Locale locale = Locale.forLanguageTag(tag);
        return Language.of(locale, zone, MessageBundles.load(locale, own));
    }

    private Language get(String tag) {
        Language known = read.get(tag);
        return known != null ? known : read.computeIfAbsent(tag, missing -> read(missing, null));
    }

    /**
     * Returns the language of this locale.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Language of(Locale locale) {
        return get(check(locale));
    }

    /**
     * Returns the tag of the bundle for this locale.
     *
     * @throws IllegalArgumentException if there is none
     */
    public String check(Locale locale) {
        String tag = lookup(locale.toLanguageTag().toLowerCase(Locale.ROOT));
        if (tag == null) {
            throw new IllegalArgumentException("There are no words in the default language '" + locale.toLanguageTag()
                    + "', only in " + String.join(", ", TAGS));
        }
        return tag;
    }

    /** Returns the language of this locale, or {@code null} where there is none. */
    @Nullable
    public Language find(Locale locale) {
        String tag = lookup(locale.toLanguageTag().toLowerCase(Locale.ROOT));
        return tag == null ? null : get(tag);
    }

    /** Returns the language that this {@code Accept-Language} likes best, else the default one. Never throws. */
    public Language choose(@Nullable String acceptLanguage) {
        return choose(QualityItem.parse(acceptLanguage), fallback());
    }

    /**
     * Returns the language that these ranges like best, the first of those that they like alike, else this one. A {@code *}
     * says too little to win over a language that is named, whatever its weight.
     */
    public Language choose(List<QualityItem> ranges, Language fallback) {
        String best = null;
        int quality = 0;
        for (QualityItem range : ranges) {
            if (range.quality() > quality) {
                String found = lookup(range.value());
                if (found != null && !isRefused(found, ranges)) {
                    best = found;
                    quality = range.quality();
                }
            }
        }
        return best != null ? get(best) : unnamed(ranges, fallback);
    }

    /** Returns the language that these ranges want most, if there are no words in it; by its two letters of ISO 639. */
    public Optional<String> missing(List<QualityItem> ranges) {
        QualityItem most = null;
        for (QualityItem range : ranges) {
            if (range.quality() > (most == null ? 0 : most.quality())) {
                most = range;
            }
        }
        if (most == null || lookup(most.value()) != null) {
            return Optional.empty();
        }
        String[] subtags = most.value().split("-", 2);
        return Optional.of(subtags[0]).filter(Iso.LANGUAGES::contains);
    }

    public Language fallback() {
        return get(fallback);
    }

    /** Returns this language; where that is refused and any other welcome, another. */
    private Language unnamed(List<QualityItem> ranges, Language fallback) {
        boolean anyIsWelcome = ranges.stream().anyMatch(range -> range.value().equals("*") && range.quality() > 0);
        if (!anyIsWelcome || !isRefused(fallback.tag(), ranges)) {
            return fallback;
        }
        return TAGS.stream()
                .filter(tag -> !isRefused(tag, ranges))
                .findFirst()
                .map(this::get)
                .orElse(fallback);
    }

    private static boolean isRefused(String language, List<QualityItem> ranges) {
        for (QualityItem range : ranges) {
            String tag = range.value();
            if (range.quality() == 0 && MEANINGS.getOrDefault(tag, tag).equalsIgnoreCase(language)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the tag of the bundle that goes with this range in lower case, or {@code null} where there is none. */
    private static @Nullable String lookup(String wanted) {
        for (String range = wanted; !range.isEmpty(); range = shortened(range)) {
            String meaning = MEANINGS.get(range);
            String found = LOWER_CASE.get(meaning != null ? meaning : range);
            if (found != null || meaning != null) {
                return found;
            }
        }
        return null;
    }

    private static Map<String, String> lowerCase() {
        Map<String, String> tags = new LinkedHashMap<>();
        for (String tag : TAGS) {
            tags.put(tag.toLowerCase(Locale.ROOT), tag);
        }
        return Collections.unmodifiableMap(tags);
    }

    /** Returns all ranges that mean a language of ours as they stand, longest first, in lower case; and its tag. */
    public static Map<String, String> ranges() {
        Map<String, String> tags = LOWER_CASE;
        Map<String, String> ranges =
                new TreeMap<>(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        ranges.putAll(tags);
        MEANINGS.forEach((range, meaning) -> {
            if (tags.containsKey(meaning)) {
                ranges.put(range, tags.get(meaning));
            }
        });
        return ranges;
    }

    private static String shortened(String range) {
        int cut = Math.max(0, range.lastIndexOf('-'));
        // A single letter only opens what followed it.
        return cut >= 2 && range.charAt(cut - 2) == '-' ? range.substring(0, cut - 2) : range.substring(0, cut);
    }
}
