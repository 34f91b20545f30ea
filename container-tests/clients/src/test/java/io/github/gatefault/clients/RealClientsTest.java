package io.github.gatefault.clients;

import static java.util.Objects.requireNonNull;

import io.github.gatefault.cause.Incident;
import io.github.gatefault.clients.client.Zoo;
import io.github.gatefault.clients.upstream.Port;
import io.github.gatefault.clients.upstream.Trouble;
import io.github.gatefault.clients.upstream.Upstreams;
import io.github.gatefault.filter.BadGatewayFilter;
import io.github.gatefault.suite.harness.Exchange;
import io.github.gatefault.suite.harness.Site;
import io.github.gatefault.suite.harness.WebApp;
import io.github.gatefault.suite.wire.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every client in every trouble that it can meet: the cause is true, and documented. */
@TestInstance(Lifecycle.PER_CLASS)
class RealClientsTest {
    private static final int AT_A_TIME = 8;
    private static final String APP = "/app";
    /** Clients take their time when all of them load their classes at once. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Map<String, Incident> incidents = new ConcurrentHashMap<>();
    /** What was thrown, for people: who looks for the rule that told a cause finds it in {@code target/thrown.txt}. */
    private final Map<Cell, String> thrown = new ConcurrentHashMap<>();

    private @Nullable Upstreams upstreams;
    private @Nullable ClientServlet servlet;

    @RegisterExtension
    final Site site = Site.of(suite -> {
        try {
            upstreams = new Upstreams(suite);
        } catch (IOException e) {
            throw new IllegalStateException("The upstreams cannot be started", e);
        }
        servlet = new ClientServlet(upstreams);
        ClientServlet app = servlet;
        return List.of(WebApp.at(APP)
                .filter(
                        Site.GATE,
                        () -> BadGatewayFilter.builder()
                                .listeners(incident -> incidents.put(incident.id(), incident))
                                .build(),
                        WebApp.ALL_DISPATCHES,
                        Map.of())
                .servlet("/*", () -> app, Map.of()));
    });

    @AfterAll
    void stopUpstreams() throws Exception {
        requireNonNull(upstreams).close();
    }

    @Test
    void everyVerdict_isTrue_andDocumented() throws Exception {
        SortedMap<Cell, Verdict> verdicts = verdicts();
        Files.write(Path.of("target/thrown.txt"), new TreeMap<>(thrown).values());

        SoftAssertions facts = new SoftAssertions();
        verdicts.forEach((cell, verdict) -> {
            boolean untrue = Known.UNTRUE.containsKey(cell);
            facts.assertThat(verdict.isTrueOf(cell.trouble()) != untrue)
                    .as("%s: %s%s", cell, verdict, untrue ? ", though it is listed as untrue" : "")
                    .isTrue();
        });
        facts.assertThat(verdicts)
                .as("cells listed as untrue")
                .containsKeys(Known.UNTRUE.keySet().toArray(Cell[]::new));
        facts.assertThat(verdicts).as("cells listed as changing").containsAllEntriesOf(Known.changing());
        CausesTable.of(verdicts).isIn(facts);
        facts.assertAll();
    }

    private SortedMap<Cell, Verdict> verdicts() throws Exception {
        ExecutorService visitors = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            List<Future<SortedMap<Cell, Verdict>>> ofEach = new ArrayList<>();
            for (Zoo client : Zoo.values()) {
                ofEach.add(visitors.submit(() -> verdictsOf(client)));
            }
            SortedMap<Cell, Verdict> all = new TreeMap<>();
            for (Future<SortedMap<Cell, Verdict>> one : ofEach) {
                all.putAll(one.get());
            }
            return all;
        } finally {
            visitors.shutdownNow();
        }
    }

    private SortedMap<Cell, Verdict> verdictsOf(Zoo client) throws Exception {
        SortedMap<Cell, Verdict> verdicts = new TreeMap<>();
        for (Trouble trouble : client.troubles()) {
            Cell cell = new Cell(client, trouble);
            try {
                verdicts.put(cell, verdict(cell));
            } catch (Exception | AssertionError e) {
                throw new IllegalStateException("No verdict on " + cell, e);
            }
        }
        return verdicts;
    }

    private Verdict verdict(Cell cell) throws Exception {
        String path = APP + ClientServlet.path(cell);
        return verdict(
                cell,
                switch (cell.trouble()) {
                    case POOL_EXHAUSTED, BULKHEAD_FULL -> besideAnother(path);
                    case CIRCUIT_OPEN -> afterAnother(path);
                    default -> visit(path);
                });
    }

    private Exchange visit(String target) throws IOException {
        return site.send(Request.get(target), PATIENCE);
    }

    /** Has a first visitor's call fail. */
    private Exchange afterAnother(String path) throws IOException {
        visit(path);
        return visit(path);
    }

    /** Has a first visitor take what there is until the second, who matters, has been answered. */
    private Exchange besideAnother(String path) throws Exception {
        ExecutorService another = Executors.newSingleThreadExecutor();
        try {
            Future<Exchange> first;
            Exchange second;
            try (Port port = requireNonNull(upstreams).hanging()) {
                String target = path + "?port=" + port.number();
                first = another.submit(() -> visit(target));
                port.awaitCall();
                second = visit(target);
            }
            first.get();
            return second;
        } finally {
            another.shutdown();
        }
    }

    private Verdict verdict(Cell cell, Exchange exchange) {
        String id = exchange.correlationId().orElseThrow(() -> new AssertionError("No answer to " + exchange));
        Incident incident = incidents.get(id);
        Throwable exception = requireNonNull(servlet).thrownIn(id);
        if (incident == null && exception == null && exchange.answer().status() == 500) {
            throw new AssertionError("An error of the test's own, see target/containers.log: " + exchange);
        }
        Verdict verdict = incident != null
                ? Verdict.of(incident)
                : exception != null
                        ? Verdict.NOT_AN_UPSTREAMS
                        : Verdict.passed(exchange.answer().status());
        thrown.put(
                cell,
                cell + ": " + verdict + "\n    by " + (incident == null ? null : incident.evidence())
                        + chain(exception));
        return Known.settled(cell, verdict);
    }

    private static String chain(@Nullable Throwable exception) {
        StringBuilder chain = new StringBuilder();
        for (Throwable link = exception; link != null; link = link.getCause()) {
            StackTraceElement[] frames = link.getStackTrace();
            chain.append("\n    ").append(link).append(frames.length == 0 ? "" : "\n        at " + frames[0]);
            for (Throwable suppressed : link.getSuppressed()) {
                chain.append("\n        suppressed ").append(suppressed);
            }
        }
        return chain.toString();
    }
}
