package io.github.gatefault.filter.diagnosis;

import static io.github.gatefault.filter.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.filter.diagnosis.Probe.Limits;
import io.github.gatefault.filter.incident.IncidentQuery;
import io.github.gatefault.filter.incident.IncidentStore;
import io.github.gatefault.filter.incident.StoredIncident;
import io.github.gatefault.filter.upstream.Upstream;
import io.github.gatefault.filter.upstream.Upstreams;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(30)
class DiagnosesTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    private final IncidentStore store = IncidentStore.inMemory(100);

    private Diagnoses diagnoses(LocalServer server, Duration pause) {
        Upstreams upstreams = Upstreams.of(
                new Upstream("orders", List.of(), URI.create("http://127.0.0.1:" + server.port() + "/health")),
                new Upstream("search", List.of("search.internal"), null));
        Limits limits = new Limits(Duration.ofSeconds(10), Duration.ofSeconds(20));
        return new Diagnoses(upstreams, store, new Probe(InetAddress::getAllByName, null, limits), pause);
    }

    private Incident incident(String id, @Nullable String upstream) {
        Incident incident = Incident.builder(id, Instant.now(), CauseType.CONNECTION_TIMEOUT)
                .upstream(upstream)
                .build();
        store.add(incident);
        return incident;
    }

    private @Nullable String diagnosis(String id) {
        return store.find(id).map(StoredIncident::diagnosis).orElse(null);
    }

    private static boolean isAlive(String thread) {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(running -> running.getName().equals(thread));
    }

    @Test
    void finding_isPutToTheIncident_andIntoTheLog() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger(Diagnoses.LOGGER);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.INFO);
        try (LocalServer server = LocalServer.answering(OK);
                Diagnoses diagnoses = diagnoses(server, Duration.ofMinutes(1))) {
            diagnoses.diagnose(incident("first", "orders"));
            await(() -> !log.list.isEmpty());

            assertThat(diagnosis("first")).startsWith("orders at http://").contains(": 1 of 1 address well\n127.0.0.1");
            assertThat(log.list).singleElement().satisfies(event -> {
                assertThat(event.getFormattedMessage())
                        .startsWith("orders at ")
                        .endsWith("[first]")
                        .doesNotContain("\n");
                assertThat(event.getKeyValuePairs().toString()).contains("correlation_id", "first", "upstream");
            });
        } finally {
            logger.setLevel(null);
            logger.detachAppender(log);
        }
    }

    @Test
    void storm_isOneProbe() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        try (LocalServer server = LocalServer.serving(socket -> {
                    go.await();
                    LocalServer.answer(OK).with(socket);
                });
                Diagnoses diagnoses = diagnoses(server, Duration.ofMinutes(1))) {
            for (int i = 0; i < 50; i++) {
                diagnoses.diagnose(incident("storm-" + i, "orders"));
            }
            go.countDown();
            await(() -> diagnosis("storm-0") != null);
            diagnoses.diagnose(incident("later", "orders"));

            assertThat(store.search(IncidentQuery.newest(100)))
                    .hasSize(51)
                    .filteredOn(stored -> stored.diagnosis() != null)
                    .hasSize(1);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void nextFailure_afterThePause_isProbedAgain() throws Exception {
        try (LocalServer server = LocalServer.answering(OK);
                Diagnoses diagnoses = diagnoses(server, Duration.ZERO)) {
            diagnoses.diagnose(incident("first", "orders"));
            await(() -> diagnosis("first") != null);
            Incident second = incident("second", "orders");
            await(() -> {
                diagnoses.diagnose(second);
                return diagnosis("second") != null;
            });

            assertThat(server.requests().size()).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void upstreamWithoutUrl_andUnknownOne_areNotProbed() throws Exception {
        try (LocalServer server = LocalServer.answering(OK);
                Diagnoses diagnoses = diagnoses(server, Duration.ZERO)) {
            diagnoses.diagnose(incident("a", "search"));
            diagnoses.diagnose(incident("b", "127.0.0.1:" + server.port()));
            diagnoses.diagnose(incident("c", null));
            diagnoses.diagnose(incident("d", "orders"));
            await(() -> diagnosis("d") != null);

            assertThat(server.requests()).hasSize(1);
            assertThat(diagnosis("a")).isNull();
        }
    }

    @Test
    void close_endsAProbeThatHangs_andItsThread() throws Exception {
        try (LocalServer server = LocalServer.serving(LocalServer.hanging())) {
            Diagnoses diagnoses = diagnoses(server, Duration.ZERO);
            diagnoses.diagnose(incident("hanging", "orders"));
            await(() -> !server.requests().isEmpty());
            assertThat(isAlive("gatefault-diagnosis")).isTrue();

            diagnoses.close();
            diagnoses.diagnose(incident("late", "orders"));

            await(() -> !isAlive("gatefault-diagnosis"));
            assertThat(diagnosis("hanging")).isNull();
        }
    }
}
