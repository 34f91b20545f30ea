package io.github.gatefault.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an operator reads in the file of this run's back end. */
class LoggedIncidentsTest {
    private static final int FAILURES = 10_000;
    private static final int AT_ONCE = 100;
    private static final int VISITORS = 4;
    /** How each line of ours begins, in all of the files. */
    private static final Pattern EVENT =
            Pattern.compile("^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3} (\\w+) +(\\S+) - (.*)$");

    private final BackEnd backEnd = BackEnd.current();
    private FailingApp app;
    private long begin;

    private record Event(String level, String logger, String message) {}

    /** Some back ends open their file with the first line, and empty it. */
    @BeforeAll
    static void openFile() {
        LoggerFactory.getLogger(LoggedIncidentsTest.class).warn("The tests begin");
    }

    @BeforeEach
    void start() throws Exception {
        app = new FailingApp();
        begin = Files.size(backEnd.lines);
    }

    @AfterEach
    void stop() {
        backEnd.debug(false);
        app.close();
    }

    @Test
    void message_saysWhatIsNeeded_whereKeyValuesAreDropped() throws IOException {
        try (Visitor visitor = new Visitor(app.port())) {
            String id = visitor.ask("/cart");
            Event event = events().get(0);
            assertThat(event.level()).startsWith("WARN");
            assertThat(event.logger()).isEqualTo("gatefault.incident");
            assertThat(event.message())
                    .matches(".*502 connection_refused from orders after \\d+ ms \\[" + id + "] GET /cart");
            assertThat(written()).doesNotContain("ConnectException: ").doesNotContain("\tat ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"logback.xml", "log4j2.xml", "incident.json", "logging.properties"})
    void configuration_isTheDocumentedOne(String file) throws IOException {
        assertThat(Files.readString(Path.of("../../docs/operations.md")))
                .contains(Files.readString(Path.of("src/test/resources", file))
                        .replaceAll("target/(logback|log4j2|jul)", "gateway"));
    }

    @Test
    void anotherGateway_isNamed() throws IOException {
        try (Visitor visitor = new Visitor(app.port())) {
            String id = visitor.ask("/relayed");
            assertThat(events().get(0).message())
                    .matches(".*502 upstream_error_response, answered by nginx, after \\d+ ms \\[" + id
                            + "] GET /relayed");
        }
    }

    @Test
    void committedFailure_saysSo() throws IOException {
        try (Visitor visitor = new Visitor(app.port())) {
            String id = visitor.ask("/late");
            assertThat(await(event -> event.message().contains(id)).message())
                    .matches(".*200 http_response_incomplete after \\d+ ms, cut off after the answer had begun, \\["
                            + id + "] GET /late");
        }
    }

    @Test
    void exception_comesAtDebugOnly() throws IOException {
        backEnd.debug(true);
        try (Visitor visitor = new Visitor(app.port())) {
            visitor.ask("/cart");
            assertThat(events())
                    .hasSize(1)
                    .allSatisfy(event -> assertThat(event.level()).startsWith("WARN"));
            assertThat(written())
                    .contains("io.github.gatefault.filter.UpstreamException")
                    .contains("Caused by: java.net.ConnectException: Connection refused")
                    .contains("\tat io.github.gatefault.logging.FailingApp");
        }
    }

    @Test
    void visitorWhoLeaves_isLoggedAtDebugByALoggerOfTheirOwn() throws IOException {
        backEnd.debug(true);
        Visitor visitor = new Visitor(app.port());
        visitor.ask("/endless");
        visitor.leave();
        Event event = await(any -> any.message().contains("visitor"));
        assertThat(event.level()).isIn("DEBUG", "FINE");
        assertThat(event.logger()).isEqualTo("gatefault.client");
        assertThat(event.message()).matches(".*The visitor left before the answer was complete \\[[0-9a-f]{32}]");
        assertThat(events()).noneMatch(any -> any.logger().equals("gatefault.incident"));
    }

    @Test
    void facts_areFlatFields_inJsonIfTheBackEndWritesIt() throws IOException {
        try (Visitor visitor = new Visitor(app.port())) {
            String id = visitor.ask("/cart");
            Path json = backEnd.json;
            if (json == null) {
                assertThat(events().get(0).message()).contains("cause=connection_refused ", "upstream=orders ");
                return;
            }
            String line = Files.readAllLines(json).stream()
                    .filter(any -> any.contains(id))
                    .findFirst()
                    .orElseThrow();
            JsonNode event = JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build()
                    .readTree(line);
            assertThat(event.get("cause").asString()).isEqualTo("connection_refused");
            assertThat(event.get("correlation_id").asString()).isEqualTo(id);
            assertThat(event.get("upstream").asString()).isEqualTo("orders");
            assertThat(event.get("status").asString()).isEqualTo("502");
            assertThat(event.get("duration_ms").asString()).matches("\\d+");
            assertThat(event.get("message").asString()).contains("502 connection_refused from orders");
        }
    }

    static Stream<String> hostileTexts() {
        String forged = "2026-01-01 00:00:00,000 WARN  gatefault.incident - forged";
        return Stream.of(
                "\r\n" + forged,
                "\n\tat forged.Line(Line.java:1)\n" + forged,
                "\u2028" + forged + "\u2029" + forged + "\u0085" + forged + "\u000b" + forged,
                "\u001b[2J\u001b]0;forged\u0007\u009b31m",
                "\u202e\u2066\u200f\ufeff\ud800",
                "<script>alert(1)</script> {} {0} %n %s ${jndi:ldap://127.0.0.1:1/a} ${env:PATH}",
                "\n" + forged + "a".repeat(1 << 20));
    }

    @ParameterizedTest
    @MethodSource("hostileTexts")
    void strangersText_forgesNoLine_norDoesTheExceptionsAtDebug(String text) throws IOException {
        backEnd.debug(true);
        app.quote(text);
        try (Visitor visitor = new Visitor(app.port())) {
            String id = visitor.ask("/quote");
            assertThat(events())
                    .hasSize(1)
                    .allSatisfy(event -> assertThat(event.message()).contains("[" + id + "]"));
            String written = written();
            assertThat(written)
                    .doesNotContainPattern("[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u2028\\u2029]")
                    .doesNotContainPattern("\\p{Cf}")
                    .contains("Caused by: java.net.ConnectException: root")
                    .contains("Suppressed: ")
                    .hasSizeLessThan(100_000);
            assertThat(written.lines()).noneMatch(line -> line.startsWith("forged") || line.startsWith("\tat forged"));
            assertThat(backEnd.json == null ? List.<String>of() : Files.readAllLines(backEnd.json))
                    .allSatisfy(line -> assertThat(line).startsWith("{").endsWith("}"));
            if (text.contains("${")) {
                assertThat(written).contains("${env:PATH}").contains("{} {0} %n %s");
            }
        }
    }

    @Test
    void everyIdOfAStorm_isOnALineOfItsOwn() throws Exception {
        ExecutorService visitors = Executors.newFixedThreadPool(VISITORS);
        Set<String> shown = new HashSet<>();
        try {
            List<Future<List<String>>> asked = new ArrayList<>();
            for (int i = 0; i < VISITORS; i++) {
                asked.add(visitors.submit(() -> storm(app.port())));
            }
            for (Future<List<String>> ids : asked) {
                shown.addAll(ids.get());
            }
        } finally {
            visitors.shutdownNow();
        }
        List<Event> events = events();
        assertThat(shown).hasSize(FAILURES);
        assertThat(events).hasSize(FAILURES);
        Pattern id = Pattern.compile(" ms \\[([^]]+)] GET /cart$");
        assertThat(events.stream()
                        .map(event -> id.matcher(event.message()))
                        .filter(Matcher::find)
                        .map(found -> found.group(1))
                        .collect(toSet()))
                .isEqualTo(shown);
    }

    private static List<String> storm(int port) throws IOException {
        List<String> ids = new ArrayList<>();
        try (Visitor visitor = new Visitor(port)) {
            while (ids.size() < FAILURES / VISITORS) {
                ids.addAll(visitor.ask("/cart", AT_ONCE));
            }
        }
        return ids;
    }

    /** Returns what this test has had written. */
    private String written() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(backEnd.lines.toFile(), "r")) {
            byte[] bytes = new byte[Math.toIntExact(file.length() - begin)];
            file.seek(begin);
            file.readFully(bytes);
            return new String(bytes, UTF_8);
        }
    }

    private List<Event> events() throws IOException {
        return written()
                .lines()
                .map(EVENT::matcher)
                .filter(Matcher::matches)
                .map(found -> new Event(found.group(1), found.group(2), found.group(3)))
                .filter(event -> event.logger().startsWith("gatefault."))
                .toList();
    }

    private Event await(Predicate<Event> wanted) throws IOException {
        long end = System.nanoTime() + FailingApp.PATIENCE * 1_000_000L;
        while (System.nanoTime() < end) {
            for (Event event : events()) {
                if (wanted.test(event)) {
                    return event;
                }
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("Nothing of the kind in " + backEnd.lines + ": " + written());
    }
}
