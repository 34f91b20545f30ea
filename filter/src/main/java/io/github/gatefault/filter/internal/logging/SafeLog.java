package io.github.gatefault.filter.internal.logging;

import org.slf4j.Logger;

/**
 * Logs what goes wrong with what is plugged into the filter, on the thread that answers a visitor. A log that fails harms no
 * exchange: standard error has what the log has not.
 */
public final class SafeLog {
    private SafeLog() {}

    /** Logs at WARN what went wrong, and what happens in its place. */
    public static void warn(Logger log, String message, Throwable exception) {
        harmingNobody(message, () -> log.warn(message, LoggedException.of(exception)));
    }

    /** Logs at ERROR that a visitor gets less than should be. */
    public static void error(Logger log, String message, Throwable exception) {
        harmingNobody(message, () -> log.error(message, LoggedException.of(exception)));
    }

    /** Whatever happens to the log, such as a full disk: the visitor is still to be answered, and to be found by the ID. */
    static void harmingNobody(String message, Runnable logging) {
        try {
            logging.run();
        } catch (RuntimeException | LinkageError e) {
            System.err.println(message + " was not logged: " + LoggedException.of(e));
        }
    }
}
