package io.github.gatefault.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an exchange costs in which nothing fails. The numbers of bytes are exact, with the JIT and without it. */
class HealthyPathBudgetTest {
    /** What it is now, which is below the budget of 600: more of it is a decision, and not an accident. */
    private static final long BYTES = 384;

    private static final long BYTES_IF_ASYNCHRONOUS = 480;

    private static HealthyExchange exchangeBehind(Front front) throws Exception {
        HealthyExchange exchange = new HealthyExchange();
        exchange.front = front;
        exchange.start();
        return exchange;
    }

    private static AsynchronousExchange asynchronousExchange() throws Exception {
        AsynchronousExchange exchange = new AsynchronousExchange();
        exchange.front = Front.GATEFAULT;
        exchange.start();
        return exchange;
    }

    private static StreamedExchange exchangeInWritesOf(int bytes) throws Exception {
        StreamedExchange exchange = new StreamedExchange();
        exchange.front = Front.GATEFAULT;
        exchange.write = bytes;
        exchange.start();
        return exchange;
    }

    @Test
    void stubOfTheContainer_allocatesNothing() throws Exception {
        assertThat(Cost.bytes(exchangeBehind(Front.NONE)::exchange, 0)).isZero();
    }

    @Test
    void exchange_staysWithinItsBytes() throws Exception {
        assertThat(Cost.bytes(exchangeBehind(Front.GATEFAULT)::exchange, BYTES)).isLessThanOrEqualTo(BYTES);
    }

    @Test
    void asynchronousExchange_staysWithinItsBytes() throws Exception {
        assertThat(Cost.bytes(asynchronousExchange()::exchange, BYTES_IF_ASYNCHRONOUS))
                .isLessThanOrEqualTo(BYTES_IF_ASYNCHRONOUS);
    }

    @Test
    void bytesThatAreWritten_allocateNothingMore_howeverManyAndHoweverSmall() throws Exception {
        assertThat(Cost.bytes(exchangeInWritesOf(8192)::exchange, BYTES)).isLessThanOrEqualTo(BYTES);
        assertThat(Cost.bytes(exchangeInWritesOf(1)::exchange, BYTES)).isLessThanOrEqualTo(BYTES);
    }

    /** The budget of 200 ns, three times over: Spring's filter takes some 3 µs for its digest of 1 KB. */
    @Test
    void exchange_takesAFifthOfWhatAnEtagTakes() throws Exception {
        double limit = 0.2;
        assertThat(Cost.share(
                        exchangeBehind(Front.GATEFAULT)::exchange, exchangeBehind(Front.SHALLOW_ETAG)::exchange, limit))
                .isLessThanOrEqualTo(limit);
    }

    /** In a JVM of its own, which tells of each class that it loads: others in ours may load some meanwhile. */
    @Test
    void exchange_loadsNoClass_afterTheFirst() throws Exception {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:stdout",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FirstAndLaterExchanges.class.getName())
                .redirectErrorStream(true)
                .start();
        List<String> lines;
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8))) {
            lines = output.lines().toList();
        }
        assertThat(jvm.waitFor()).as(String.join("\n", lines)).isZero();
        assertThat(lines).contains(FirstAndLaterExchanges.FIRST, FirstAndLaterExchanges.LATER);
        assertThat(lines.subList(
                        lines.indexOf(FirstAndLaterExchanges.FIRST) + 1, lines.indexOf(FirstAndLaterExchanges.LATER)))
                .isEmpty();
    }

    static final class FirstAndLaterExchanges {
        static final String FIRST = "The first exchanges are over";
        static final String LATER = "The later exchanges are over";

        private FirstAndLaterExchanges() {}

        public static void main(String[] arguments) throws Exception {
            List<Call> exchanges = List.of(
                    exchangeBehind(Front.GATEFAULT)::exchange,
                    asynchronousExchange()::exchange,
                    exchangeInWritesOf(8192)::exchange);
            System.out.println(FIRST);
            for (int i = 0; i < 500; i++) {
                for (int j = 0; j < exchanges.size(); j++) {
                    exchanges.get(j).run();
                }
            }
            System.out.println(LATER);
        }
    }
}
