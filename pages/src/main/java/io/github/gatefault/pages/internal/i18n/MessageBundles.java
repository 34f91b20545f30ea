package io.github.gatefault.pages.internal.i18n;

import io.github.gatefault.pages.template.TemplateSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Reads the bundles of one language: ours, complete, and what the application says in other words. */
public final class MessageBundles {
    /** Whoever writes right to left meets the brand's name in other scripts; isolates keep it from pulling at the text. */
    private static final char FIRST_STRONG_ISOLATE = '\u2068';

    private static final char POP_DIRECTIONAL_ISOLATE = '\u2069';

    private MessageBundles() {}

    /**
     * Returns all texts of this language, with {@code {service}} and {@code {Service}} where its name belongs.
     *
     * @throws IllegalArgumentException if the application's bundle is broken or has a key that is none of ours
     */
    public static Map<String, String> load(Locale locale, @Nullable TemplateSource own) {
        String name = file(locale);
        Map<String, String> words = new HashMap<>();
        builtIn(name).forEach((key, word) -> words.put((String) key, (String) word));
        if (own != null) {
            read(own, name).forEach((key, word) -> {
                if (words.replace((String) key, (String) word) == null) {
                    throw new IllegalArgumentException(name + " has a text for '" + key
                            + "', which is no key; the keys are those of the built-in " + name);
                }
            });
        }
        return Map.copyOf(words);
    }

    /** Returns the name of the bundle of this language. */
    static String file(Locale locale) {
        return "messages_" + locale.toLanguageTag() + ".properties";
    }

    /** Returns this text with the service's name filled in, or with the language's own word for it where none is given. */
    public static String named(String text, Language language, @Nullable String service) {
        if (text.indexOf('{') < 0) {
            return text;
        }
        Locale locale = language.locale();
        String inner = service != null ? isolated(locale, service) : language.word("service");
        String first = service != null ? isolated(locale, sentenceCase(locale, service)) : language.word("Service");
        return text.replace("{Service}", first).replace("{service}", inner);
    }

    private static String isolated(Locale locale, String name) {
        return Language.isRightToLeft(locale) ? FIRST_STRONG_ISOLATE + name + POP_DIRECTIONAL_ISOLATE : name;
    }

    /** Returns this name as it stands at the beginning of a sentence; a name such as eBay is left as it is. */
    public static String sentenceCase(Locale locale, String name) {
        if (name.length() < 2 || Character.isUpperCase(name.charAt(1))) {
            return name;
        }
        int end = name.offsetByCodePoints(0, 1);
        return name.substring(0, end).toUpperCase(locale) + name.substring(end);
    }

    private static Properties builtIn(String name) {
        Properties words = read(MessageBundles.class::getResourceAsStream, name);
        if (words.isEmpty()) {
            throw new IllegalStateException("The library is incomplete: " + name + " is missing");
        }
        return words;
    }

    private static Properties read(TemplateSource source, String name) {
        Properties words = new Properties();
        String text = text(source, name);
        if (text != null) {
            try {
                words.load(new StringReader(text));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(name + " is broken: " + e.getMessage(), e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return words;
    }

    /** Returns the UTF-8 text of this name, or {@code null} where the source has none. */
    public static @Nullable String text(TemplateSource source, String name) {
        try (InputStream in = source.open(name)) {
            if (in == null) {
                return null;
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            // Windows editors like to begin with a byte order mark and to end lines with two characters.
            return (text.startsWith("\uFEFF") ? text.substring(1) : text).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new IllegalArgumentException(name + " cannot be read: " + e.getMessage(), e);
        }
    }
}
