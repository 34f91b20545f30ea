package io.github.gatefault.benchmarks;

import static org.slf4j.Logger.ROOT_LOGGER_NAME;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.helpers.NOPAppender;
import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.filter.incident.IncidentLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.slf4j.LoggerFactory;

/**
 * An incident that is logged to a file, to an appender that drops it, and not at all: the differences are what the file and the
 * event cost.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class IncidentLogging {
    /** Where incidents are logged to. */
    @Param({"off", "dropped", "file"})
    private String log = "";

    private final IncidentLog incidents = new IncidentLog();
    private final Incident incident = Incident.builder(
                    "01a20afdab757b6b95ad8d8ddc729c23", Instant.EPOCH, CauseType.CONNECTION_REFUSED)
            .request("GET", "/cart")
            .upstream("orders")
            .evidence("link 2 java.net.ConnectException, rule 162")
            .build();
    private Path file = Path.of("");

    /** Starts the log. */
    @Setup
    public void start() throws IOException {
        file = Files.createTempFile("incidents", ".log");
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Logger root = context.getLogger(ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        if (log.equals("off")) {
            root.setLevel(ch.qos.logback.classic.Level.OFF);
        } else {
            root.addAppender(log.equals("file") ? file(context) : new NOPAppender<>());
        }
    }

    private Appender<ILoggingEvent> file(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d %-5level %logger - %msg %kvp%n");
        encoder.start();
        FileAppender<ILoggingEvent> appender = new FileAppender<>();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setFile(file.toString());
        appender.start();
        return appender;
    }

    /** Deletes what was logged. */
    @TearDown
    public void stop() throws IOException {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
        Files.delete(file);
    }

    /** One incident. */
    @Benchmark
    public void incident() {
        incidents.incident(incident, null);
    }
}
