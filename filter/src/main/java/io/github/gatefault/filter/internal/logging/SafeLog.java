package io.github.gatefault.filter.internal.logging;

import org.slf4j.Logger;

/** Logs on a thread that must go on. If the log fails, such as on a full disk, the message goes to standard error. */
public final class SafeLog {
    private SafeLog() {}

    /** Logs at INFO. */
    public static void info(Logger logger, String message) {
        log(message, () -> logger.info(message));
    }

    /** Logs at WARN what failed and what happens instead. */
    public static void warn(Logger logger, String message, Throwable exception) {
        log(message, () -> logger.warn(message, LoggedException.of(exception)));
    }

    /** Logs at ERROR that a visitor gets less than intended. */
    public static void error(Logger logger, String message, Throwable exception) {
        log(message, () -> logger.error(message, LoggedException.of(exception)));
    }

    /** Runs this logging. If it fails, writes the message to standard error. */
    static void log(String message, Runnable logging) {
        try {
            logging.run();
        } catch (RuntimeException | LinkageError e) {
            System.err.println(message + " was not logged: " + LoggedException.of(e));
        }
    }
}
