package io.github.gatefault.logging;

import ch.qos.logback.classic.Level;
import java.nio.file.Path;
import java.util.logging.Logger;
import org.apache.logging.log4j.core.config.Configurator;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** The back end that this run logs by: its files, and how a logger is told to say more or less. */
enum BackEnd {
    LOGBACK("target/logback.log", "target/logback.json") {
        @Override
        void debug(boolean on) {
            ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger(LOGGERS)).setLevel(on ? Level.DEBUG : null);
        }
    },
    LOG4J2("target/log4j2.log", "target/log4j2.json") {
        @Override
        void debug(boolean on) {
            Configurator.setLevel(
                    LOGGERS, on ? org.apache.logging.log4j.Level.DEBUG : org.apache.logging.log4j.Level.WARN);
        }
    },
    JUL("target/jul.log", null) {
        @Override
        void debug(boolean on) {
            KEPT.setLevel(on ? java.util.logging.Level.FINE : null);
        }
    };

    private static final String LOGGERS = "gatefault";

    /** The JDK forgets loggers, and their levels, that nobody holds. */
    private static final Logger KEPT = Logger.getLogger(LOGGERS);

    /** The file with lines for people. */
    final Path lines;

    /** The file with JSON, if this back end can write it. */
    final @Nullable Path json;

    BackEnd(String lines, @Nullable String json) {
        this.lines = Path.of(lines);
        this.json = json == null ? null : Path.of(json);
    }

    /** Has the loggers of incidents and visitors log what belongs to DEBUG, or no longer. */
    abstract void debug(boolean on);

    /** Returns the one that SLF4J found. */
    static BackEnd current() {
        String factory = LoggerFactory.getILoggerFactory().getClass().getName();
        if (factory.startsWith("ch.qos.logback.")) {
            return LOGBACK;
        }
        return factory.startsWith("org.apache.logging.") ? LOG4J2 : JUL;
    }
}
