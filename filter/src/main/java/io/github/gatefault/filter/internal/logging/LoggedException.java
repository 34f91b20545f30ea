package io.github.gatefault.filter.internal.logging;

import io.github.gatefault.pages.internal.text.UntrustedText;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A copy of an exception, to be logged in its place: the same trace, causes and suppressed exceptions, with each text on one
 * line. Exceptions quote what an upstream has sent, and layouts print their texts as they are: a line break in one begins a line
 * of the log that is nobody's.
 */
public final class LoggedException extends Exception {
    private static final long serialVersionUID = 1;
    private static final int MAX_LINKS = 50;
    private static final int MAX_TEXT = 2_000;

    private LoggedException(String text, @Nullable Throwable cause) {
        super(text, cause);
    }

    /** Returns a copy of this exception: of its chain, as far as it is not endless. Never throws. */
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

    /** Returns the class and the message of the exception that this is a copy of. */
    @Override
    @SuppressWarnings("OverrideThrowableToString") // The class to be read is the other one's.
    public String toString() {
        return String.valueOf(getMessage());
    }
}
