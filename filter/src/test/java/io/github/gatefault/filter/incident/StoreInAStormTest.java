package io.github.gatefault.filter.incident;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.github.gatefault.filter.BadGatewayFilter;
import io.github.gatefault.filter.internal.store.IncidentWriter;
import io.github.gatefault.filter.testing.TestServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** Many failures at once, on a real server. */
class StoreInAStormTest {
    private static final int CLIENTS = 8;
    private static final int FAILURES = 2_000;

    @RegisterExtension
    final TestServer server = new TestServer();

    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    private final HttpClient client = HttpClient.newHttpClient();
    private final Queue<String> logged = new ConcurrentLinkedQueue<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            logged.add(event.getFormattedMessage());
        }
    };

    private static Logger incidents() {
        return (Logger) LoggerFactory.getLogger("gatefault.incident");
    }

    @BeforeEach
    void listen() {
        appender.start();
        incidents().addAppender(appender);
        incidents().setAdditive(false);
    }

    @AfterEach
    void stop() {
        incidents().setAdditive(true);
        incidents().detachAppender(appender);
        clients.shutdownNow();
    }

    private void start(IncidentStore store) throws Exception {
        server.with(BadGatewayFilter.builder().incidentStore(store).build())
                .failing("/*")
                .start();
    }

    /** Fails as often as this, and returns the IDs that visitors were shown. */
    private List<String> storm() throws Exception {
        HttpRequest request = server.request("/").build();
        Callable<List<String>> part = () -> {
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < FAILURES / CLIENTS; i++) {
                ids.add(client.send(request, BodyHandlers.discarding())
                        .headers()
                        .firstValue("X-Correlation-Id")
                        .orElseThrow());
            }
            return ids;
        };
        List<String> all = new ArrayList<>();
        for (Future<List<String>> ids : clients.invokeAll(Collections.nCopies(CLIENTS, part))) {
            all.addAll(ids.get());
        }
        return all;
    }

    @Test
    void everyIdShown_isInTheStore_andInTheLog() throws Exception {
        IncidentStore store = IncidentStore.inMemory(FAILURES);
        start(store);
        List<String> ids = storm();

        assertThat(ids)
                .hasSize(FAILURES)
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(store.find(id)).isPresent());
        assertThat(logged).hasSize(FAILURES);
        assertThat(String.join("\n", logged)).contains(ids);
    }

    @Test
    void databaseThatNeverAnswers_keepsNoVisitorWaiting() throws Exception {
        JdbcDataSource nowhere = new JdbcDataSource();
        nowhere.setURL("jdbc:h2:tcp://127.0.0.1:1/nowhere");
        try (IncidentStore store = IncidentStore.jdbc(nowhere)) {
            start(store);
            List<String> ids = storm();
            List<String> more = storm();

            assertThat(ids).hasSize(FAILURES);
            assertThat(more).hasSize(FAILURES);
            assertThat(logged).hasSize(2 * FAILURES);
            assertThat(store.dropped()).isGreaterThanOrEqualTo(2L * FAILURES - IncidentWriter.MAX_WAITING - 500);
        }
    }
}
