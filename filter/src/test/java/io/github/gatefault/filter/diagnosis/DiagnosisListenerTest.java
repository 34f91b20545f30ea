package io.github.gatefault.filter.diagnosis;

import static io.github.gatefault.filter.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.filter.diagnosis.UpstreamProbe.Timeouts;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(30)
class DiagnosisListenerTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    private final IncidentStore store = IncidentStore.inMemory(100);

    private @Nullable DiagnosisListener started;

    @AfterEach
    void stop() {
        if (started != null) {
            started.onStop();
        }
    }

    private DiagnosisListener listener(LocalServer server, Duration pause) {
        Upstreams upstreams = Upstreams.of(
                new Upstream("orders", List.of(), URI.create("http://127.0.0.1:" + server.port() + "/health")),
                new Upstream("search", List.of("search.internal"), null));
        Timeouts timeouts = new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(20));
        DiagnosisListener listener =
                new DiagnosisListener(upstreams, new UpstreamProbe(InetAddress::getAllByName, null, timeouts), pause);
        listener.onStart(store);
        started = listener;
        return listener;
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
    void findings_areAddedToTheIncident_andLogged() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger(DiagnosisListener.LOGGER);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.INFO);
        try (LocalServer server = LocalServer.answering(OK)) {
            DiagnosisListener listener = listener(server, Duration.ofMinutes(1));
            listener.onIncident(incident("first", "orders"));
            await(() -> !log.list.isEmpty());

            assertThat(diagnosis("first"))
                    .startsWith("orders at http://")
                    .contains(": 1 of 1 address healthy\n127.0.0.1");
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
    void storm_startsOneProbe() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        try (LocalServer server = LocalServer.serving(socket -> {
            go.await();
            LocalServer.answer(OK).with(socket);
        })) {
            DiagnosisListener listener = listener(server, Duration.ofMinutes(1));
            for (int i = 0; i < 50; i++) {
                listener.onIncident(incident("storm-" + i, "orders"));
            }
            go.countDown();
            await(() -> diagnosis("storm-0") != null);
            listener.onIncident(incident("later", "orders"));

            assertThat(store.search(IncidentQuery.newest(100)))
                    .hasSize(51)
                    .filteredOn(stored -> stored.diagnosis() != null)
                    .hasSize(1);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void nextFailure_afterThePause_isProbedAgain() throws Exception {
        try (LocalServer server = LocalServer.answering(OK)) {
            DiagnosisListener listener = listener(server, Duration.ZERO);
            listener.onIncident(incident("first", "orders"));
            await(() -> diagnosis("first") != null);
            Incident second = incident("second", "orders");
            await(() -> {
                listener.onIncident(second);
                return diagnosis("second") != null;
            });

            assertThat(server.requests().size()).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void upstreamWithoutUrl_andUnknownOne_areNotProbed() throws Exception {
        try (LocalServer server = LocalServer.answering(OK)) {
            DiagnosisListener listener = listener(server, Duration.ZERO);
            listener.onIncident(incident("a", "search"));
            listener.onIncident(incident("b", "127.0.0.1:" + server.port()));
            listener.onIncident(incident("c", null));
            listener.onIncident(incident("d", "orders"));
            await(() -> diagnosis("d") != null);

            assertThat(server.requests()).hasSize(1);
            assertThat(diagnosis("a")).isNull();
        }
    }

    @Test
    void stop_endsAHangingProbe_andItsThread() throws Exception {
        try (LocalServer server = LocalServer.serving(LocalServer.hanging())) {
            DiagnosisListener listener = listener(server, Duration.ZERO);
            listener.onIncident(incident("hanging", "orders"));
            await(() -> !server.requests().isEmpty());
            assertThat(isAlive("gatefault-diagnosis")).isTrue();

            listener.onStop();
            listener.onIncident(incident("late", "orders"));

            await(() -> !isAlive("gatefault-diagnosis"));
            assertThat(diagnosis("hanging")).isNull();
        }
    }
}
