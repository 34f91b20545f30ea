package io.github.gatefault.filter.classify;

import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a message begins with: a regular expression. A chain is compared with some hundred of them, and most differ in their
 * first letter, so that is looked at before.
 */
final class Beginning {
    private static final int ASCII = 128;
    private static final String STATUS = "{status}";
    private static final String STATUS_GROUP = "status";

    private final Pattern pattern;
    private final boolean tellsStatus;
    private final boolean matchesNothing;
    private final BitSet firstLetters = new BitSet(ASCII);

    /**
     * Reads a regular expression, in which <code>{status}</code> stands for a status of 4xx or 5xx.
     *
     * @throws IllegalArgumentException if it is none
     */
    Beginning(String expression) {
        pattern = Pattern.compile(expression.replace(STATUS, "(?<" + STATUS_GROUP + ">[45][0-9]{2})\\b"));
        tellsStatus = expression.contains(STATUS);
        matchesNothing = pattern.matcher("").lookingAt();
        for (int letter = 0; letter < ASCII; letter++) {
            Matcher alone = pattern.matcher(Character.toString(letter));
            firstLetters.set(letter, alone.lookingAt() || alone.hitEnd());
        }
    }

    /** Returns whether the message begins so. */
    boolean isOf(String message) {
        if (message.isEmpty()) {
            return matchesNothing;
        }
        char first = message.charAt(0);
        return (first >= ASCII || firstLetters.get(first))
                && pattern.matcher(message).lookingAt();
    }

    /** Returns the status that the beginning of this message tells, or {@code null}. */
    @Nullable
    Integer statusIn(String message) {
        if (!tellsStatus) {
            return null;
        }
        Matcher matcher = pattern.matcher(message);
        return matcher.lookingAt() ? Integer.valueOf(matcher.group(STATUS_GROUP)) : null;
    }
}
