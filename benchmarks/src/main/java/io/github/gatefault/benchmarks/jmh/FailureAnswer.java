package io.github.gatefault.benchmarks.jmh;

import io.github.gatefault.filter.BadGatewayFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.ConnectException;
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
import org.springframework.mock.web.MockFilterConfig;

/**
 * The answer to an upstream that refuses connections, in each format: from the exception that the app throws to the last byte of
 * the answer and its line in the log. {@link ConstantAnswer} is what would be left if all of that were free, {@link SpringFailureAnswer} what
 * a user of Spring has in its place.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class FailureAnswer {
    /** What is asked for. */
    @SuppressWarnings("ImmutableEnumChecker") // Its constants are examples, which nobody changes.
    public enum Wanted {
        /** The page, as browsers ask for it. */
        HTML(
                "GET",
                "text/html",
                "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
                "Sec-Fetch-Dest",
                "document"),
        /** The page's headers. */
        HEAD("HEAD", "text/html", "text/html"),
        /** Problem details in JSON. */
        PROBLEM_JSON("GET", "application/problem+json", "application/problem+json, application/json"),
        /** Problem details in XML. */
        PROBLEM_XML("GET", "application/problem+xml", "application/problem+xml"),
        /** Lines for a terminal. */
        TEXT("GET", "text/plain", "text/plain");

        final String type;
        private final String method;
        private final String[] headers;

        Wanted(String method, String type, String accept, String... more) {
            this.method = method;
            this.type = type;
            headers = new String[more.length + 4];
            headers[0] = "Accept";
            headers[1] = accept;
            headers[2] = "Accept-Language";
            headers[3] = "en-GB,en;q=0.9,de;q=0.7";
            System.arraycopy(more, 0, headers, 4, more.length);
        }

        StubRequest request() {
            return new StubRequest(method, headers);
        }
    }

    /** What is asked for. */
    @Param
    Wanted wanted = Wanted.HTML;

    /** Where the incident is logged to. */
    @Param({"DROPPED", "FILE"})
    LogTarget log = LogTarget.DROPPED;

    private StubRequest request = wanted.request();
    private final StubResponse response = new StubResponse();
    private final BadGatewayFilter filter = new BadGatewayFilter();
    private final FilterChain app = (in, out) -> {
        throw refused();
    };

    static ConnectException refused() {
        return new ConnectException("Connection refused");
    }

    /** Starts the filter and the log. */
    @Setup
    public void start() throws IOException, ServletException {
        log.open();
        request = wanted.request();
        filter.init(new MockFilterConfig());
        answer();
        response.expect(502, wanted.type, wanted == Wanted.HEAD ? 0 : Math.max(150, response.written()));
    }

    /** Returns how long the body of the last answer is. */
    long bodyLength() {
        return response.written();
    }

    /** The whole. */
    @Benchmark
    public HttpServletResponse answer() throws IOException, ServletException {
        request.recycle();
        response.recycle();
        filter.doFilter(request, response, app);
        return response;
    }
}
