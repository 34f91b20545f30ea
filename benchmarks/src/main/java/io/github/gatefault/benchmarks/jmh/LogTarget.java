package io.github.gatefault.benchmarks.jmh;

import static org.slf4j.Logger.ROOT_LOGGER_NAME;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.helpers.NOPAppender;
import java.io.File;
import java.io.IOException;
import org.slf4j.LoggerFactory;

/** Where Logback puts what is logged. Public for what JMH generates. */
public enum LogTarget {
    /** Nothing is logged. */
    OFF,
    /** Events are made, and dropped by the appender. */
    DROPPED,
    /** A file, line by line. */
    FILE;

    /** Puts all that is logged from now on there. */
    void open() throws IOException {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Logger root = context.getLogger(ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        root.setLevel(this == OFF ? Level.OFF : Level.WARN);
        root.addAppender(this == FILE ? file(context) : nowhere(context));
    }

    private static Appender<ILoggingEvent> nowhere(LoggerContext context) {
        NOPAppender<ILoggingEvent> appender = new NOPAppender<>();
        appender.setContext(context);
        appender.start();
        return appender;
    }

    private static Appender<ILoggingEvent> file(LoggerContext context) throws IOException {
        File file = File.createTempFile("benchmark", ".log");
        file.deleteOnExit();
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d %-5level %logger - %msg %kvp%n");
        encoder.start();
        FileAppender<ILoggingEvent> appender = new FileAppender<>();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setFile(file.getPath());
        appender.start();
        return appender;
    }
}
