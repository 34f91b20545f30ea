package io.github.gatefault.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.gatefault.filter.testing.TestServer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.ConnectException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A process of its own, whose first exchanges are healthy and whose third fails. */
class ColdStartTest {
    private static final String FAILURE = "the first failure";
    private static final String OVER = "all is answered";
    private static final Pattern OURS = Pattern.compile(".*\\[class,load *\\] (io\\.github\\.gatefault\\.[^ ]+) .*");
    private static final Pattern COST = Pattern.compile("(start|failure) took ([0-9]+) us");

    private static final List<String> output = new ArrayList<>();

    /** A gateway that tells what its start and its first failure cost the processor. */
    static final class Gateway {
        private Gateway() {}

        public static void main(String[] arguments) throws Exception {
            Filter around = (request, response, chain) -> {
                if (!((HttpServletRequest) request).getRequestURI().equals("/down")) {
                    chain.doFilter(request, response);
                    return;
                }
                long before = processorTime();
                chain.doFilter(request, response);
                System.out.println("failure took " + (processorTime() - before) + " us");
            };
            try (TestServer server = new TestServer()) {
                server.with(around, DispatcherType.REQUEST)
                        .with(new BadGatewayFilter())
                        .serving("/*", Gateway::serve)
                        .start();
                System.out.println("start took " + processorTime() + " us");
                server.getRaw("/text");
                server.getRaw("/bytes");
                System.out.println(FAILURE);
                String answer = server.getRaw("/down");
                System.out.println(OVER);
                System.out.println(answer.substring(0, answer.indexOf('\r')));
            }
        }

        private static void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
            switch (request.getServletPath() + request.getPathInfo()) {
                case "/text" -> response.getWriter().write("well");
                case "/bytes" -> response.getOutputStream().write(new byte[100_000]);
                default -> throw new ConnectException("Connection refused");
            }
        }

        private static long processorTime() {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            return threads.getCurrentThreadCpuTime() / 1_000;
        }
    }

    @BeforeAll
    static void run() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load=info:stdout",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Gateway.class.getName())
                .redirectErrorStream(true)
                .start();
        output.addAll(process.inputReader().lines().toList());
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(output).contains("HTTP/1.1 502 Bad Gateway");
    }

    @Test
    void firstFailure_findsTheRulesAndThePageReady() {
        assertThat(loadedByTheFirstFailure())
                .hasSizeLessThan(20)
                .noneMatch(name -> name.contains(".pages.Templates") || name.contains(".classify."));
    }

    /** As a ratio, since the same machine may be busy or slow: measured were 0.02, and 0.12 where nothing is made ready. */
    @Test
    void firstFailure_isAnswered_withinASmallPartOfTheStart() {
        long start = cost("start");
        long failure = cost("failure");
        System.out.printf("Processor time: start of the container %d us, first failure %d us%n", start, failure);

        assertThat((double) failure / start).isLessThan(0.08);
    }

    private static List<String> loadedByTheFirstFailure() {
        return output.subList(output.indexOf(FAILURE), output.indexOf(OVER)).stream()
                .map(OURS::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group(1))
                // The JDK makes the classes of lambdas where they stand.
                .filter(name -> !name.contains("$$Lambda") && !name.startsWith(ColdStartTest.class.getName()))
                .toList();
    }

    private static long cost(String of) {
        return output.stream()
                .map(COST::matcher)
                .filter(line -> line.matches() && line.group(1).equals(of))
                .mapToLong(line -> Long.parseLong(line.group(2)))
                .findFirst()
                .orElseThrow();
    }
}
