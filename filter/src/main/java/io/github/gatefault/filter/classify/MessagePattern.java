package io.github.gatefault.filter.classify;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A regular expression for the start of a message, in which <code>{status}</code> matches a status of 4xx or 5xx. */
final class MessagePattern {
    private static final String STATUS = "{status}";

    /** The expression for a message without text. */
    private static final String EMPTY = "$";

    /** Expressions that are a plain text or a choice of plain texts. Comparing texts is faster than a regular expression. */
    private static final Pattern PLAIN = Pattern.compile("[\\w :,/-]+|\\([\\w :,/-]+(\\|[\\w :,/-]+)*\\)");

    /** The plain text at the start of an expression, without the character that a quantifier belongs to. */
    private static final Pattern PLAIN_START = Pattern.compile("[\\w :,/-]*(?![?*+{])");

    private final String expression;
    private final String @Nullable [] plainTexts;

    /** Comparing this first saves most matchers. It is empty for a choice, which may start with any of several texts. */
    private final String plainStart;

    /** Compiled at the first use, as most expressions of the table are never used. */
    private volatile @Nullable Pattern compiled;

    MessagePattern(String expression) {
        this.expression = expression;
        this.plainTexts = PLAIN.matcher(expression).matches()
                ? expression.replaceAll("[()]", "").split("\\|", -1)
                : null;
        Matcher start = PLAIN_START.matcher(expression);
        this.plainStart = expression.indexOf('|') < 0 && start.lookingAt() ? start.group() : "";
    }

    /** Returns whether the message starts as the expression says. */
    boolean matches(String message) {
        if (expression.equals(EMPTY)) {
            return message.isEmpty();
        }
        if (plainTexts == null) {
            return message.startsWith(plainStart) && matcher(message).lookingAt();
        }
        for (String text : plainTexts) {
            if (message.startsWith(text)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the status in a message that matches, or {@code null}. */
    @Nullable
    Integer status(String message) {
        if (!expression.contains(STATUS)) {
            return null;
        }
        Matcher matcher = matcher(message);
        return matcher.lookingAt() ? Integer.valueOf(matcher.group("status")) : null;
    }

    private Matcher matcher(String message) {
        Pattern pattern = compiled;
        if (pattern == null) {
            pattern = Pattern.compile(expression.replace(STATUS, "(?<status>[45][0-9]{2})\\b"));
            compiled = pattern;
        }
        return pattern.matcher(message);
    }
}
