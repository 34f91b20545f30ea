package io.github.gatefault.benchmarks.jmh;

import io.github.gatefault.filter.classify.Failure;
import io.github.gatefault.filter.classify.Failure.Thrown;
import io.github.gatefault.filter.classify.FailureClassifier;
import io.github.gatefault.filter.classify.Phase;
import io.github.gatefault.filter.classify.Verdict;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
 * From an exception whose chain has ten links, thrown from a deep stack, to its cause: the worst of what may come; what does come
 * is in {@link ClientExceptions}. What a new exception costs, and what it costs to read its stack for the first time, is the JVM's;
 * both are measured apart.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class Classification {
    private static final int LINKS = 10;
    private static final int FRAMES = 80;

    /** What the innermost link says: a class tells, a message tells, only its stack might tell. */
    @Param({"Connection refused", "Connection reset", "something else"})
    private String root = "";

    private final FailureClassifier classifier = FailureClassifier.ofExceptions();

    private Throwable chain(int depth) {
        if (depth > 0) {
            return chain(depth - 1);
        }
        Throwable link = root.equals("Connection refused")
                ? new java.net.ConnectException(root)
                : root.equals("Connection reset") ? new SocketException(root) : new IOException(root);
        for (int i = 1; i < LINKS; i++) {
            link = i % 2 == 0 ? new IOException("wrapped", link) : new IllegalStateException("wrapped", link);
        }
        return link;
    }

    private Failure known = failure(new IOException());

    /** Throws the exception that is looked at again and again. */
    @Setup
    public void throwKnown() {
        known = failure(chain(FRAMES));
    }

    private static Failure failure(Throwable thrown) {
        return new Failure(new Thrown(thrown), Phase.NOTHING, Duration.ofMillis(5));
    }

    /** An exception that was looked at before. */
    @Benchmark
    public @Nullable Verdict classified() {
        return classifier.classify(known);
    }

    /** A new exception. */
    @Benchmark
    public @Nullable Verdict thrownAndClassified() {
        return classifier.classify(failure(chain(FRAMES)));
    }

    /** A new exception, and one of its ten stacks: what the JVM's part of this is at most. */
    @Benchmark
    public int thrownAndRead() {
        Throwable innermost = chain(FRAMES);
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return innermost.getStackTrace().length;
    }
}
