package io.github.gatefault.benchmarks.jmh;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
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
 * What a user of Spring Boot 3.5 has in the place of {@link FailureAnswer}: {@link BootErrorPages} tells how it is made. Its status
 * is 500, whatever has failed.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SpringFailureAnswer {
    /** What answers. */
    public enum View {
        /** The page of a Boot that has no other. */
        WHITELABEL(FailureAnswer.Wanted.HTML, "text/html"),
        /** An error page of Thymeleaf's. */
        THYMELEAF(FailureAnswer.Wanted.HTML, "text/html"),
        /** Boot's JSON, which takes the name that is asked for. */
        JSON(FailureAnswer.Wanted.PROBLEM_JSON, "application/problem+json");

        private final FailureAnswer.Wanted wanted;
        private final String type;

        View(FailureAnswer.Wanted wanted, String type) {
            this.wanted = wanted;
            this.type = type;
        }
    }

    /** What answers. */
    @Param
    View view = View.WHITELABEL;

    /** Where the exception is logged to. */
    @Param({"DROPPED", "FILE"})
    LogTarget log = LogTarget.DROPPED;

    private StubRequest request = view.wanted.request();
    private final StubResponse response = new StubResponse();
    private @Nullable BootErrorPages pages;

    /** Starts Boot and the log. */
    @Setup
    public void start() throws IOException, ServletException {
        log.open();
        request = view.wanted.request();
        pages = view == View.THYMELEAF ? BootErrorPages.thymeleaf() : BootErrorPages.whitelabel();
        answer();
        response.expect(500, view.type, Math.max(100, response.written()));
    }

    /** The whole. */
    @Benchmark
    public HttpServletResponse answer() throws IOException, ServletException {
        request.recycle();
        response.recycle();
        Objects.requireNonNull(pages).answer(request, response, FailureAnswer.refused());
        return response;
    }
}
