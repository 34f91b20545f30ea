package io.github.gatefault.benchmarks.jmh;

import io.github.gatefault.filter.internal.correlation.CorrelationId;
import io.github.gatefault.filter.internal.correlation.CorrelationIdResolver;
import java.time.Clock;
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

/** The ID of an exchange: a new one, and what may come in. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CorrelationIdChoice {
    /** What came in. */
    @Param
    Inbound inbound = Inbound.NOTHING;

    /** The headers of a request. */
    @SuppressWarnings("ImmutableEnumChecker") // Its constants are examples, which nobody changes.
    public enum Inbound {
        /** None of ours. */
        NOTHING,
        /** An ID that is taken. */
        VALID_ID("X-Correlation-Id", "0a3f6c1e-9b1d-4a77-8f60-5d2b1e7c9a04"),
        /** A trace of W3C's, which is taken. */
        TRACEPARENT("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
        /** What nobody wants in a log, in each of the three headers. */
        HOSTILE(
                "X-Correlation-Id",
                "a".repeat(120) + "\r\nadmin",
                "X-Request-Id",
                "x".repeat(60_000),
                "traceparent",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0g");

        private final StubRequest request;

        Inbound(String... headers) {
            request = new StubRequest("GET", headers);
        }
    }

    private final CorrelationIdResolver ids =
            new CorrelationIdResolver("X-Correlation-Id", true, () -> null, failure -> {}, Clock.systemUTC());

    /** Checks that what is to be taken is, and nothing else. */
    @Setup
    public void check() {
        String id = choice().value();
        boolean fresh = id.matches("[0-9a-f]{12}7[0-9a-f]{19}");
        if (fresh != (inbound == Inbound.NOTHING || inbound == Inbound.HOSTILE)) {
            throw new IllegalStateException(inbound + " came to be " + id);
        }
    }

    /** Chooses. */
    @Benchmark
    public CorrelationId choice() {
        return ids.resolve(inbound.request);
    }
}
