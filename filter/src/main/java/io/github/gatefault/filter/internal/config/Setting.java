package io.github.gatefault.filter.internal.config;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One row of the {@linkplain FilterSettings table of settings}.
 *
 * @param key the kebab-case key
 * @param type what a value is, for editors of configuration files
 * @param choices the only values, or none where there are many
 * @param defaultText the default as configuration writes it, or {@code null} where there is none
 * @param description one sentence, in Markdown
 * @param parser reads a value; throws an {@link IllegalArgumentException} that goes on with "must be ..."
 * @param <T> what the value is to the filter
 */
public record Setting<T>(
        String key,
        Class<?> type,
        List<String> choices,
        @Nullable String defaultText,
        String description,
        Function<String, T> parser) {

    /** Returns a setting that is {@code true} or {@code false}. */
    public static Setting<Boolean> flag(String key, boolean byDefault, String description) {
        List<String> choices = List.of("true", "false");
        return new Setting<>(
                key,
                Boolean.class,
                choices,
                Boolean.toString(byDefault),
                description,
                text -> Boolean.valueOf(chosen(text, choices)));
    }

    /** Returns a setting that is one of a few words. */
    public static Setting<String> choice(String key, String byDefault, String description, String... choices) {
        List<String> all = List.of(choices);
        return new Setting<>(key, String.class, all, byDefault, description, text -> chosen(text, all));
    }

    /** Returns a setting that is text of some form. */
    public static <T> Setting<T> text(
            String key, @Nullable String byDefault, String description, Function<String, T> parser) {
        return new Setting<>(key, String.class, List.of(), byDefault, description, parser);
    }

    private static String chosen(String text, List<String> choices) {
        if (choices.contains(text)) {
            return text;
        }
        int last = choices.size() - 1;
        throw new IllegalArgumentException(
                "must be " + String.join(", ", choices.subList(0, last)) + " or " + choices.get(last));
    }

    /**
     * Reads a value.
     *
     * @throws IllegalArgumentException if it is wrong; the message names the key, the value and what it must be
     */
    public T parse(String text) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw refused(text, e);
        }
    }

    /** Returns what to throw where a value cannot be used; the message of {@code why} goes on with "must be ...". */
    public IllegalArgumentException refused(String text, Exception why) {
        String reason = String.valueOf(why.getMessage());
        return new IllegalArgumentException(
                key + " \"" + text + "\"" + (reason.startsWith("must ") ? " " : ": ") + reason, why);
    }

    /** Returns what to throw where a value cannot be used; {@code mustBe} goes on with "must be ...". */
    public IllegalArgumentException refused(String text, String mustBe) {
        return new IllegalArgumentException(key + " \"" + text + "\" " + mustBe);
    }
}
