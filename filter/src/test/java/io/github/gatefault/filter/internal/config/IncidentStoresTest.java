package io.github.gatefault.filter.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.filter.BadGatewayFilter;
import io.github.gatefault.filter.incident.IncidentQuery;
import io.github.gatefault.filter.incident.IncidentStore;
import io.github.gatefault.filter.testing.TestServer;
import java.time.Instant;
import java.util.Map;
import javax.naming.Context;
import javax.naming.InitialContext;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class IncidentStoresTest {
    @RegisterExtension
    final TestServer server = new TestServer();

    /** Starts the application with one filter for each of these groups of init-params. */
    @SafeVarargs
    private final IncidentStore start(Map<String, String>... initParameters) throws Exception {
        for (Map<String, String> each : initParameters) {
            server.with(new BadGatewayFilter(), each);
        }
        server.start();
        return (IncidentStore) server.context().getAttribute(BadGatewayFilter.INCIDENTS);
    }

    private static Incident incident(String id) {
        return Incident.builder(id, Instant.now(), CauseType.DNS_ERROR).build();
    }

    @Test
    @SuppressWarnings("BanJNDI") // What is looked up was bound above.
    void database_isTheOneOfTheContainersName_andIsLetGoWithTheFilter() throws Exception {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:container;DB_CLOSE_DELAY=-1");
        ((Context) new InitialContext().lookup("java:comp"))
                .createSubcontext("env")
                .createSubcontext("jdbc")
                .bind("gatefault", database);

        IncidentStore store = start(Map.of(
                "incident-store", "jdbc",
                "incident-store-capacity", "50",
                "incident-store-jdbc-data-source", "java:comp/env/jdbc/gatefault",
                "incident-store-retention", "PT1H"));
        assertThat(store.getClass().getSimpleName()).isEqualTo("JdbcIncidentStore");
        store.add(incident("of-the-container"));
        server.stop();

        try (IncidentStore next = IncidentStore.jdbc(database)) {
            assertThat(next.find("of-the-container")).isPresent();
        }
        store.add(incident("late"));
        assertThat(store.dropped()).isEqualTo(1);
    }

    @Test
    void filtersOfAnApplication_shareTheStore() throws Exception {
        IncidentStore store = start(Map.of("incident-store-capacity", "2"), Map.of());
        store.add(incident("a"));
        store.add(incident("b"));
        store.add(incident("c"));

        assertThat(store.search(IncidentQuery.newest(10))).hasSize(2);
    }

    @Test
    void storeOfTheEmbedder_isTaken_whereNoSettingNamesOne() throws Exception {
        IncidentStore embedders = IncidentStore.inMemory(7);
        server.context().setAttribute(BadGatewayFilter.INCIDENTS, embedders);

        assertThat(start(Map.of())).isSameAs(embedders);
    }

    @Test
    void noStore_keepsNothing() throws Exception {
        IncidentStore none = start(Map.of("incident-store", "none"));
        none.add(incident("a"));

        assertThat(none.find("a")).isEmpty();
    }
}
