package io.github.gatefault.filter.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a message begins with: a regular expression. A chain is compared with some hundred of them, and most say in plain letters
 * what comes first, so that is looked at before.
 */
final class MessagePattern {
    private static final String STATUS = "{status}";
    private static final String STATUS_GROUP = "status";
    /** What stands for a message that says nothing. */
    private static final String END = "$";

    private final String expression;
    private final String[] starts;

    /** Compiled for the first message that may begin so: few of the table's expressions ever meet one. */
    private volatile @Nullable Pattern compiled;

    /** Takes a regular expression, in which <code>{status}</code> stands for a status of 4xx or 5xx. */
    MessagePattern(String expression) {
        this.expression = expression;
        this.starts = starts(expression).toArray(String[]::new);
    }

    private Pattern pattern() {
        Pattern pattern = compiled;
        if (pattern == null) {
            pattern = Pattern.compile(expression.replace(STATUS, "(?<" + STATUS_GROUP + ">[45][0-9]{2})\\b"));
            compiled = pattern;
        }
        return pattern;
    }

    /** Returns whether the message begins so. */
    boolean matches(String message) {
        if (expression.equals(END)) {
            return message.isEmpty();
        }
        for (String start : starts) {
            if (message.startsWith(start)) {
                boolean saysAll = start.length() == expression.length();
                return saysAll || pattern().matcher(message).lookingAt();
            }
        }
        return false;
    }

    /** Returns the status that the beginning of this message tells, or {@code null}. */
    @Nullable
    Integer status(String message) {
        if (!expression.contains(STATUS)) {
            return null;
        }
        Matcher matcher = pattern().matcher(message);
        return matcher.lookingAt() ? Integer.valueOf(matcher.group(STATUS_GROUP)) : null;
    }

    /**
     * Returns texts with one of which each message begins that the expression is for. They are read off its own beginning, or off
     * the alternatives in the parentheses that it begins with; what is harder to tell is left to the expression. Alternatives
     * without parentheses are not seen.
     */
    static List<String> starts(String expression) {
        int end = expression.indexOf(')');
        if (end < 0 || expression.charAt(0) != '(') {
            return List.of(plainStart(expression));
        }
        String group = expression.substring(1, end);
        if (group.indexOf('(') >= 0 || group.indexOf('\\') >= 0 || isRepeated(expression, end + 1)) {
            return List.of("");
        }
        List<String> starts = new ArrayList<>();
        for (String alternative : group.split("\\|", -1)) {
            starts.add(plainStart(alternative));
        }
        return starts;
    }

    private static String plainStart(String expression) {
        int end = 0;
        while (end < expression.length() && isPlain(expression.charAt(end))) {
            end++;
        }
        return expression.substring(0, isRepeated(expression, end) ? Math.max(0, end - 1) : end);
    }

    private static boolean isPlain(char c) {
        return Character.isLetterOrDigit(c) || c == ' ' || c == ':' || c == '_' || c == '-';
    }

    private static boolean isRepeated(String expression, int at) {
        return at < expression.length() && "?*+{".indexOf(expression.charAt(at)) >= 0;
    }
}
