package io.github.gatefault.pages.internal.i18n;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.github.gatefault.pages.internal.http.QualityItem;
import io.github.gatefault.pages.template.TemplateSource;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The supported languages, and the choice among them by the lookup of RFC 4647, section 3.4. A bundle is read when its language
 * is first asked for, since most deployments need few. Bundles that the application customizes are read, and so checked, at once.
 */
public final class Languages {
    /** The tags of the supported languages; each has a complete bundle {@code messages_<tag>.properties}. */
    public static final List<String> TAGS = List.of(
            "en", "de", "fr", "es", "ar", "bg", "bn", "cs", "da", "el", "fa", "fi", "he", "hi", "hu", "id", "it", "ja",
            "ko", "nb", "nl", "pl", "pt", "pt-BR", "ro", "ru", "sk", "sv", "th", "tr", "uk", "vi", "zh-Hans",
            "zh-Hant");

    /**
     * Other tags of these languages: old codes, macrolanguages, and the script of a region. The lookup does not shorten an alias
     * further: a reader of traditional Chinese must not get simplified.
     */
    private static final Map<String, String> ALIASES = new HashMap<>();

    static {
        addAliases("he", "iw");
        addAliases("id", "in");
        addAliases("ro", "mo");
        addAliases("nb", "no", "nn");
        addAliases("fa", "pes", "prs");
        addAliases("zh-hans", "cmn", "zh", "zh-cn", "zh-sg", "zh-my", "yue-cn", "yue-hans");
        addAliases("zh-hant", "cmn-hant", "zh-cmn-hant", "zh-tw", "zh-hk", "zh-mo", "zh-yue", "yue");
    }

    private static final Map<String, String> TAGS_BY_LOWER_CASE =
            TAGS.stream().collect(toUnmodifiableMap(tag -> tag.toLowerCase(Locale.ROOT), identity()));

    /** Loaded for the first client whose language is not supported. */
    private static final class Iso {
        static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
    }

    private final Map<String, Language> loaded = new ConcurrentHashMap<>();
    private final ZoneId zone;
    private final String defaultTag;

    /** Reads the application's bundles. An {@link IllegalArgumentException} names an invalid one or default. */
    public Languages(Locale defaultLanguage, ZoneId zone, @Nullable TemplateSource custom) {
        this.zone = zone;
        if (custom != null) {
            for (String tag : TAGS) {
                if (MessageBundles.readText(custom, MessageBundles.fileName(Locale.forLanguageTag(tag))) != null) {
                    loaded.put(tag, load(tag, custom));
                }
            }
        }
        defaultTag = supportedTag(defaultLanguage);
    }

    private static void addAliases(String tag, String... aliases) {
        for (String alias : aliases) {
            ALIASES.put(alias, tag);
        }
    }

    private Language load(String tag, @Nullable TemplateSource custom) {
        Locale locale = Locale.forLanguageTag(tag);
        return Language.of(locale, zone, MessageBundles.load(locale, custom));
    }

    private Language get(String tag) {
        Language language = loaded.get(tag);
        return language != null ? language : loaded.computeIfAbsent(tag, missing -> load(missing, null));
    }

    /** Returns the language of this locale; throws an {@link IllegalArgumentException} if it is not supported. */
    public Language of(Locale locale) {
        return get(supportedTag(locale));
    }

    /** Returns the supported tag for this locale; throws an {@link IllegalArgumentException} if there is none. */
    public static String supportedTag(Locale locale) {
        String tag = lookup(locale.toLanguageTag().toLowerCase(Locale.ROOT));
        if (tag == null) {
            throw new IllegalArgumentException(
                    "default-language \"" + locale.toLanguageTag() + "\" must be one of " + String.join(", ", TAGS));
        }
        return tag;
    }

    /** Returns the language of this locale, or {@code null} where it is not supported. */
    @Nullable
    public Language find(Locale locale) {
        String tag = lookup(locale.toLanguageTag().toLowerCase(Locale.ROOT));
        return tag == null ? null : get(tag);
    }

    /** Returns the language that this {@code Accept-Language} prefers, else the default one. Never throws. */
    public Language choose(@Nullable String acceptLanguage) {
        return choose(QualityItem.parse(acceptLanguage), defaultLanguage());
    }

    /** Returns the preferred language, the first of equals, else the fallback. Any named one wins over {@code *}. */
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
        return best != null ? get(best) : anyAccepted(ranges, fallback);
    }

    /** Returns the language that these ranges prefer, if it is not supported, by its two letters of ISO 639. */
    public Optional<String> unsupported(List<QualityItem> ranges) {
        QualityItem preferred = null;
        for (QualityItem range : ranges) {
            if (range.quality() > (preferred == null ? 0 : preferred.quality())) {
                preferred = range;
            }
        }
        if (preferred == null || lookup(preferred.value()) != null) {
            return Optional.empty();
        }
        String[] subtags = preferred.value().split("-", 2);
        return Optional.of(subtags[0]).filter(Iso.LANGUAGES::contains);
    }

    /** Returns the default language. */
    public Language defaultLanguage() {
        return get(defaultTag);
    }

    /** Returns the fallback; where the ranges refuse it and accept any other, the first one that they do not refuse. */
    private Language anyAccepted(List<QualityItem> ranges, Language fallback) {
        boolean acceptsAny = ranges.stream().anyMatch(range -> range.value().equals("*") && range.quality() > 0);
        if (!acceptsAny || !isRefused(fallback.tag(), ranges)) {
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
            if (range.quality() == 0 && ALIASES.getOrDefault(tag, tag).equalsIgnoreCase(language)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the supported tag for this range in lower case, or {@code null} where there is none. */
    private static @Nullable String lookup(String requested) {
        for (String range = requested; !range.isEmpty(); range = shortened(range)) {
            String alias = ALIASES.get(range);
            String found = TAGS_BY_LOWER_CASE.get(alias != null ? alias : range);
            if (found != null || alias != null) {
                return found;
            }
        }
        return null;
    }

    /** Returns all tags and aliases in lower case, the longest first, with the supported tag of each. */
    public static Map<String, String> ranges() {
        Map<String, String> ranges =
                new TreeMap<>(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        ranges.putAll(TAGS_BY_LOWER_CASE);
        ALIASES.forEach((alias, tag) -> ranges.put(alias, TAGS_BY_LOWER_CASE.getOrDefault(tag, tag)));
        return ranges;
    }

    private static String shortened(String range) {
        int cut = Math.max(0, range.lastIndexOf('-'));
        // A single letter introduces the subtag that follows; alone it has no meaning.
        return cut >= 2 && range.charAt(cut - 2) == '-' ? range.substring(0, cut - 2) : range.substring(0, cut);
    }
}
