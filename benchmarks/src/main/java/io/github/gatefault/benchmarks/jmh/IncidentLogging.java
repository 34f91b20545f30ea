package io.github.gatefault.benchmarks.jmh;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.filter.internal.logging.IncidentLog;
import java.io.IOException;
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
import org.openjdk.jmh.annotations.Warmup;

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
    @Param
    LogTarget log = LogTarget.OFF;

    private final IncidentLog incidents = new IncidentLog();
    private final Incident incident = Incident.builder(
                    "01a20afdab757b6b95ad8d8ddc729c23", Instant.EPOCH, CauseType.CONNECTION_REFUSED)
            .request("GET", "/cart")
            .upstream("orders")
            .evidence("link 2 java.net.ConnectException, rule jdk-connect-refused")
            .build();

    /** Starts the log. */
    @Setup
    public void start() throws IOException {
        log.open();
    }

    /** One incident. */
    @Benchmark
    public void incident() {
        incidents.incident(incident, null);
    }
}
