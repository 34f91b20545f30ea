package io.github.gatefault.benchmarks.jmh;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.servlet.FilterChain;
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

/**
 * A healthy exchange: a GET that is answered with 1 KB of JSON in one write. The same request and response serve again and again,
 * so that what differs from {@link Front#NONE} is what the filter costs.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class HealthyExchange {
    static final byte[] BODY = ("{\"text\":\"" + "x".repeat(1013) + "\"}").getBytes(US_ASCII);

    /** Who is in front. */
    @Param
    Front front = Front.NONE;

    private final StubRequest request = new StubRequest("GET", "Accept", "application/json");
    private final StubResponse response = new StubResponse();
    private FilterChain chain = (in, out) -> answer((HttpServletResponse) out);

    static void answer(HttpServletResponse response) throws IOException {
        response.setStatus(200);
        response.setContentType("application/json");
        response.setContentLength(BODY.length);
        response.getOutputStream().write(BODY);
    }

    /** Puts it in front. */
    @Setup
    public void start() throws IOException, ServletException {
        chain = front.of(chain);
        exchange();
        response.expect(200, "application/json", BODY.length);
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
