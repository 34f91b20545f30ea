package io.github.gatefault.benchmarks.jmh;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
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

/**
 * A healthy exchange that is answered after the chain has returned, and ends by {@code complete()}: on the same thread, since what
 * it costs to change it is the container's. Spring's two are left out: they wait for a dispatch, and lose such an answer.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class AsynchronousExchange {
    /** Who is in front. */
    @Param({"NONE", "GATEFAULT", "LOGBOOK", "LOGBOOK_WITHOUT_BODY"})
    Front front = Front.NONE;

    private final StubRequest request = new StubRequest("GET", "Accept", "application/json");
    private final StubResponse response = new StubResponse();
    private FilterChain chain = this::begin;
    private AsyncContext begun = request.getAsyncContext();
    private HttpServletResponse answer = response;

    private void begin(ServletRequest in, ServletResponse out) {
        begun = in.startAsync();
        answer = (HttpServletResponse) out;
    }

    /** Puts it in front. */
    @Setup
    public void start() throws IOException, ServletException {
        chain = front.of(chain);
        exchange();
        response.expect(200, "application/json", HealthyExchange.BODY.length);
    }

    /** One exchange. */
    @Benchmark
    public HttpServletResponse exchange() throws IOException, ServletException {
        request.recycle();
        response.recycle();
        chain.doFilter(request, response);
        HealthyExchange.answer(answer);
        begun.complete();
        return response;
    }
}
