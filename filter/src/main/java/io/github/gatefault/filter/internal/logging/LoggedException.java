package io.github.gatefault.filter.internal.logging;

import io.github.gatefault.filter.internal.exception.ThrowableChain;
import io.github.gatefault.filter.internal.exception.ThrowableChain.Entry;
import io.github.gatefault.pages.internal.text.UntrustedText;
import java.util.IdentityHashMap;

/**
 * A copy of an exception for the log: with the same stack trace, causes and suppressed exceptions, but each message on one line.
 * Exceptions quote what an upstream sent, and a line break in it would forge a line of the log.
 */
public final class LoggedException extends Exception {
    private static final long serialVersionUID = 1;
    private static final int MAX_TEXT = 2_000;

    private LoggedException(String text) {
        super(text);
    }

    /** Returns a copy of this exception and of the chain below it, up to a bound. Never throws. */
    public static LoggedException of(Throwable exception) {
        LoggedException outermost = copy(exception);
        IdentityHashMap<Throwable, LoggedException> copies = new IdentityHashMap<>();
        for (Entry link : ThrowableChain.causesAndSuppressed(exception)) {
            LoggedException parent = copies.get(link.parent());
            LoggedException copy = parent == null ? outermost : copy(link.exception());
            if (parent != null && link.suppressed()) {
                parent.addSuppressed(copy);
            } else if (parent != null) {
                parent.initCause(copy);
            }
            copies.put(link.exception(), copy);
        }
        return outermost;
    }

    private static LoggedException copy(Throwable exception) {
        LoggedException copy = new LoggedException(text(exception));
        copy.setStackTrace(ThrowableChain.stackTrace(exception));
        return copy;
    }

    private static String text(Throwable exception) {
        String text;
        try {
            text = String.valueOf(exception);
        } catch (RuntimeException e) {
            text = exception.getClass().getName() + " has no text: "
                    + e.getClass().getName();
        }
        return UntrustedText.toLogLine(text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…");
    }

    /** Returns the class and the message of the original exception. */
    @Override
    @SuppressWarnings("OverrideThrowableToString") // Readers need the class of the original.
    public String toString() {
        return String.valueOf(getMessage());
    }
}
