package io.github.gatefault.benchmarks.jmh;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
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

/** A healthy exchange with a body of 1 MiB, of which the length is not announced, in writes of one byte, 8 KiB and 1 MiB. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class StreamedExchange {
    private static final int LENGTH = 1 << 20;

    /** Who is in front. */
    @Param
    Front front = Front.NONE;

    /** How many bytes are written at a time. */
    @Param({"1", "8192", "1048576"})
    int write;

    private final byte[] bytes = new byte[LENGTH];
    private final StubRequest request = new StubRequest("GET");
    private final StubResponse response = new StubResponse();
    private FilterChain chain = this::stream;

    private void stream(ServletRequest in, ServletResponse out) throws IOException {
        out.setContentType("application/octet-stream");
        ServletOutputStream body = out.getOutputStream();
        for (int i = 0; i < LENGTH; i += write) {
            if (write == 1) {
                body.write(bytes[i]);
            } else {
                body.write(bytes, i, write);
            }
        }
    }

    /** Puts it in front. */
    @Setup
    public void start() throws IOException, ServletException {
        chain = front.of(chain);
        exchange();
        response.expect(200, "application/octet-stream", LENGTH);
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
