package io.github.gatefault.filter.incident;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/** A log to which nothing of ours can be written, until it is closed. */
public final class FullDisk extends TurboFilter implements AutoCloseable {
    private FullDisk() {}

    /** Fills the disk. */
    public static FullDisk fill() {
        FullDisk disk = new FullDisk();
        logs().addTurboFilter(disk);
        return disk;
    }

    private static LoggerContext logs() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }

    @Override
    public FilterReply decide(
            Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] params,
            @Nullable Throwable thrown) {
        if (logger.getName().startsWith("gatefault.") || logger.getName().startsWith("io.github.gatefault.")) {
            throw new IllegalStateException("No space left\non device");
        }
        return FilterReply.NEUTRAL;
    }

    @Override
    public void close() {
        logs().resetTurboFilterList();
    }
}
