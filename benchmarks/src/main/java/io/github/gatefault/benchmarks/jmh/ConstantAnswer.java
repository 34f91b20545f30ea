package io.github.gatefault.benchmarks.jmh;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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

/** What a {@link FailureAnswer} costs at the least: a constant of the same size; and the exception, which is the app's. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ConstantAnswer {
    /** What is asked for. */
    @Param
    FailureAnswer.Wanted wanted = FailureAnswer.Wanted.HTML;

    private final StubResponse response = new StubResponse();
    private byte[] body = {};

    /** Learns how long the answer is. */
    @Setup
    public void start() throws IOException, ServletException {
        FailureAnswer real = new FailureAnswer();
        real.wanted = wanted;
        real.start();
        body = new byte[(int) real.bodyLength()];
    }

    /** A constant of the same size. */
    @Benchmark
    public HttpServletResponse answer() throws IOException {
        response.recycle();
        response.setStatus(HttpServletResponse.SC_BAD_GATEWAY);
        response.setContentType(wanted.type);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        return response;
    }

    /** The exception. */
    @Benchmark
    public Exception exception() {
        return FailureAnswer.refused();
    }
}
