package io.github.gatefault.filter.classify;

import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a message begins with: a regular expression. A chain is compared with some hundred of them. Most have nothing special in
 * them, and are compared as the text that they are; most of the others differ in their first letter, so that is looked at before.
 */
final class Beginning {
    private static final int ASCII = 128;
    private static final String SPECIAL = "\\^$.|?*+()[]{}";
    private static final String STATUS = "{status}";
    private static final String STATUS_GROUP = "status";

    private final String expression;
    /** {@code null} where the expression is plain text. */
    private final @Nullable Pattern pattern;

    private final BitSet firstLetters;

    /**
     * Reads a regular expression, in which <code>{status}</code> stands for a status of 4xx or 5xx.
     *
     * @throws IllegalArgumentException if it is none
     */
    Beginning(String expression) {
        this.expression = expression;
        boolean plain = expression.chars().noneMatch(c -> SPECIAL.indexOf(c) >= 0);
        pattern =
                plain ? null : Pattern.compile(expression.replace(STATUS, "(?<" + STATUS_GROUP + ">[45][0-9]{2})\\b"));
        firstLetters = pattern == null ? new BitSet(0) : firstLetters(pattern);
    }

    private static BitSet firstLetters(Pattern pattern) {
        BitSet letters = new BitSet(ASCII);
        for (int letter = 0; letter < ASCII; letter++) {
            Matcher alone = pattern.matcher(Character.toString(letter));
            letters.set(letter, alone.lookingAt() || alone.hitEnd());
        }
        return letters;
    }

    /** Returns whether the message begins so. */
    boolean isOf(String message) {
        if (pattern == null) {
            return message.startsWith(expression);
        }
        char first = message.isEmpty() ? ASCII : message.charAt(0);
        return (first >= ASCII || firstLetters.get(first))
                && pattern.matcher(message).lookingAt();
    }

    /** Returns the status that the beginning of this message tells, or {@code null}. */
    @Nullable
    Integer statusIn(String message) {
        if (pattern == null || !expression.contains(STATUS)) {
            return null;
        }
        Matcher matcher = pattern.matcher(message);
        return matcher.lookingAt() ? Integer.valueOf(matcher.group(STATUS_GROUP)) : null;
    }
}
