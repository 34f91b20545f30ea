package io.github.gatefault.benchmarks;

import io.github.gatefault.filter.BadGatewayFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
 * A healthy exchange over a container that does next to nothing, with the filter and without it: the difference is what the filter
 * costs. The same request and response serve again and again, so that their own making is no part of it.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class HealthyExchange {
    private static final byte[] BODY = "{\"items\":[]}".getBytes(StandardCharsets.UTF_8);

    /** Whether the filter is in front. */
    @Param({"without", "with"})
    private String filter = "";

    private final StubRequest request = new StubRequest();
    private final StubResponse response = new StubResponse();
    private FilterChain chain = HealthyExchange::app;

    private static void app(jakarta.servlet.ServletRequest request, jakarta.servlet.ServletResponse response)
            throws IOException {
        HttpServletResponse answer = (HttpServletResponse) response;
        answer.setStatus(200);
        answer.setContentType("application/json");
        answer.setContentLength(BODY.length);
        answer.getOutputStream().write(BODY);
    }

    /** Starts the filter. */
    @Setup
    public void start() throws ServletException {
        if (filter.equals("with")) {
            BadGatewayFilter gate = new BadGatewayFilter();
            gate.init(StubContainer.filterConfig());
            FilterChain app = chain;
            chain = (in, out) -> gate.doFilter(in, out, app);
        }
    }

    /** One exchange. */
    @Benchmark
    public HttpServletResponse exchange() throws IOException, ServletException {
        request.recycle();
        response.recycle();
        chain.doFilter(request, response);
        return response;
    }
}
