package io.github.gatefault.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
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
            Server server = new Server(0);
            ServletContextHandler context = new ServletContextHandler("/");
            Filter around = (request, response, chain) -> {
                long before = processorTime();
                chain.doFilter(request, response);
                System.out.println("failure took " + (processorTime() - before) + " us");
            };
            EnumSet<DispatcherType> all = EnumSet.allOf(DispatcherType.class);
            context.addFilter(new FilterHolder(around), "/down", EnumSet.of(DispatcherType.REQUEST));
            context.addFilter(new FilterHolder(new BadGatewayFilter()), "/*", all);
            context.addServlet(new ServletHolder(new App()), "/*");
            server.setHandler(context);
            server.start();
            System.out.println("start took " + processorTime() + " us");
            int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
            get(port, "/text");
            get(port, "/bytes");
            System.out.println(FAILURE);
            String answer = get(port, "/down");
            System.out.println(OVER);
            System.out.println(answer.substring(0, answer.indexOf('\r')));
            server.stop();
        }

        private static String get(int port, String path) throws IOException {
            try (Socket socket = new Socket("localhost", port)) {
                String request = "GET " + path
                        + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nConnection: close\r\n\r\n";
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            }
        }

        private static long processorTime() {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            return threads.getCurrentThreadCpuTime() / 1_000;
        }
    }

    private static final class App extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            switch (request.getServletPath() + request.getPathInfo()) {
                case "/text" -> response.getWriter().write("well");
                case "/bytes" -> response.getOutputStream().write(new byte[100_000]);
                default -> throw new ConnectException("Connection refused");
            }
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
