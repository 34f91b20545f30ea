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

/** Reads message bundles: the complete built-in one of a language, and messages that the application replaces. */
public final class MessageBundles {
    /** Encloses a name of any script, so that it cannot change the direction of the text around it. */
    private static final char FIRST_STRONG_ISOLATE = '\u2068';

    private static final char POP_DIRECTIONAL_ISOLATE = '\u2069';

    private MessageBundles() {}

    /**
     * Returns all messages of this language, with {@code {service}} and {@code {Service}} in place of the service's name. Throws
     * an {@link IllegalArgumentException} if the application's bundle is malformed or has an unknown key.
     */
    public static Map<String, String> load(Locale locale, @Nullable TemplateSource custom) {
        String name = fileName(locale);
        Map<String, String> messages = new HashMap<>();
        read(MessageBundles.class::getResourceAsStream, name)
                .forEach((key, message) -> messages.put((String) key, (String) message));
        if (messages.isEmpty()) {
            throw new IllegalStateException("The library is incomplete: " + name + " is missing");
        }
        if (custom != null) {
            read(custom, name).forEach((key, message) -> {
                if (messages.replace((String) key, (String) message) == null) {
                    throw new IllegalArgumentException(
                            name + ": key \"" + key + "\" must be one of the built-in " + name);
                }
            });
        }
        return Map.copyOf(messages);
    }

    /** Returns the file name of this language's bundle. */
    static String fileName(Locale locale) {
        return "messages_" + locale.toLanguageTag() + ".properties";
    }

    /** Fills in the service's name, or "the service" in this language where there is none. */
    public static String withServiceName(String message, Language language, @Nullable String service) {
        if (message.indexOf('{') < 0) {
            return message;
        }
        Locale locale = language.locale();
        String inside = service != null ? isolated(locale, service) : language.message("service");
        String first = service != null ? isolated(locale, capitalized(locale, service)) : language.message("Service");
        return message.replace("{Service}", first).replace("{service}", inside);
    }

    private static String isolated(Locale locale, String name) {
        return Language.isRightToLeft(locale) ? FIRST_STRONG_ISOLATE + name + POP_DIRECTIONAL_ISOLATE : name;
    }

    /** Returns this name for the beginning of a sentence; a name such as eBay stays as it is. */
    public static String capitalized(Locale locale, String name) {
        if (name.length() < 2 || Character.isUpperCase(name.charAt(1))) {
            return name;
        }
        int end = name.offsetByCodePoints(0, 1);
        return name.substring(0, end).toUpperCase(locale) + name.substring(end);
    }

    private static Properties read(TemplateSource source, String name) {
        Properties messages = new Properties();
        String text = readText(source, name);
        if (text != null) {
            try {
                messages.load(new StringReader(text));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(name + " must be a valid properties file: " + e.getMessage(), e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return messages;
    }

    /** Returns the UTF-8 text of this file, or {@code null} where the source has none. */
    public static @Nullable String readText(TemplateSource source, String name) {
        try (InputStream in = source.open(name)) {
            if (in == null) {
                return null;
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            // Windows editors write a byte order mark and CRLF.
            return (text.startsWith("\uFEFF") ? text.substring(1) : text).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new IllegalArgumentException(name + " cannot be read: " + e.getMessage(), e);
        }
    }
}
