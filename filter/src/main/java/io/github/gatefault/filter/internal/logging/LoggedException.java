package io.github.gatefault.filter.internal.logging;

import io.github.gatefault.pages.internal.text.UntrustedText;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A copy of an exception for the log: with the same stack trace, causes and suppressed exceptions, but each message on one line.
 * Exceptions quote what an upstream sent, and a line break in it would forge a line of the log.
 */
public final class LoggedException extends Exception {
    private static final long serialVersionUID = 1;
    private static final int MAX_LINKS = 50;
    private static final int MAX_TEXT = 2_000;

    private LoggedException(String text, @Nullable Throwable cause) {
        super(text, cause);
    }

    /** Returns a copy of this exception and of the first exceptions of its chain. Never throws. */
    public static LoggedException of(Throwable exception) {
        return copy(exception, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static LoggedException copy(Throwable exception, Set<Throwable> seen) {
        seen.add(exception);
        try {
            Throwable cause = exception.getCause();
            LoggedException copy = new LoggedException(
                    text(exception), cause != null && isNew(cause, seen) ? copy(cause, seen) : null);
            copy.setStackTrace(exception.getStackTrace());
            for (Throwable suppressed : exception.getSuppressed()) {
                if (isNew(suppressed, seen)) {
                    copy.addSuppressed(copy(suppressed, seen));
                }
            }
            return copy;
        } catch (RuntimeException e) {
            return new LoggedException(
                    exception.getClass().getName() + " cannot be told: "
                            + e.getClass().getName(),
                    null);
        }
    }

    private static boolean isNew(Throwable link, Set<Throwable> seen) {
        return seen.size() < MAX_LINKS && !seen.contains(link);
    }

    private static String text(Throwable exception) {
        String text = String.valueOf(exception);
        return UntrustedText.toLogLine(text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…");
    }

    /** Returns the class and the message of the original exception. */
    @Override
    @SuppressWarnings("OverrideThrowableToString") // Readers need the class of the original.
    public String toString() {
        return String.valueOf(getMessage());
    }
}
