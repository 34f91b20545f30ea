package io.github.gatefault.filter.incident;

import static io.github.gatefault.filter.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresIncidentStoreTest extends IncidentStoreContract {
    private static @Nullable PostgresServer started;

    @BeforeAll
    static void start() throws IOException {
        started = PostgresServer.start();
    }

    @AfterAll
    static void stop() throws IOException {
        if (started != null) {
            started.close();
        }
    }

    private static PostgresServer postgres() {
        if (started == null) {
            throw new IllegalStateException("PostgreSQL is not started");
        }
        return started;
    }

    @Override
    protected IncidentStore create() {
        sql("postgres", "DROP TABLE IF EXISTS gatefault_incident");
        return IncidentStore.jdbc(database("postgres"));
    }

    private static DataSource database(String name) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(postgres().url(name));
        return database;
    }

    private static void sql(String database, String... statements) {
        try (Connection connection = DriverManager.getConnection(postgres().url(database));
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long rows() {
        try (Connection connection = DriverManager.getConnection(postgres().url("postgres"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM gatefault_incident")) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Incident incident(String id, Instant time) {
        return Incident.builder(id, time.truncatedTo(ChronoUnit.MILLIS), CauseType.CONNECTION_REFUSED)
                .upstream("orders")
                .build();
    }

    @Test
    void instancesThatStartTogether_createOneTable() {
        List<IncidentStore> stores = IntStream.range(0, 6)
                .mapToObj(i -> IncidentStore.jdbc(database("postgres")))
                .toList();
        for (int i = 0; i < stores.size(); i++) {
            stores.get(i).add(incident("start-" + i, Instant.now()));
        }

        await(() -> store().search(IncidentQuery.newest(10)).size() == 6);
        stores.forEach(IncidentStore::close);
        assertThat(stores).extracting(IncidentStore::dropped).containsOnly(0L);
    }

    @Test
    void incidentOfOneInstance_isFoundByAnother() {
        try (IncidentStore other = IncidentStore.jdbc(database("postgres"))) {
            store().add(incident("of-a", Instant.now()));
            other.add(incident("of-b", Instant.now()));
            await(() -> other.find("of-a").isPresent() && store().find("of-b").isPresent());

            other.attach("of-a", "seen by the other");
            await(() -> store().find("of-a").orElseThrow().diagnosis() != null);
        }
    }

    @Test
    void databaseThatIsDown_costsWhatDoesNotWait_whichIsCounted_andIsUsedAgainWhenItIsBack() throws IOException {
        store().add(incident("before", Instant.now()));
        await(() -> store().find("before").isPresent());
        postgres().halt();
        try {
            long begin = System.nanoTime();
            IntStream.range(0, 5_000).forEach(i -> store().add(incident("down-" + i, Instant.now())));
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
            assertThat(store().dropped()).isBetween(2_500L, 3_000L);
            assertThatThrownBy(() -> store().find("before")).isInstanceOf(IncidentStoreException.class);
        } finally {
            postgres().resume();
        }

        await(() -> store().find("down-1999").isPresent());
        assertThat(store().find("before")).isPresent();
        assertThat(store().find("down-4999")).isEmpty();
        store().add(incident("after", Instant.now()));
        await(() -> store().find("after").isPresent());
        assertThat(rows() + store().dropped()).isEqualTo(5_002);
    }

    @Test
    void whatIsTooOld_orTooMuch_isRemoved() {
        Instant now = Instant.now();
        try (IncidentStore small = IncidentStore.jdbc(database("postgres"), 10, Duration.ofHours(1))) {
            small.add(incident("old", now.minus(2, ChronoUnit.HOURS)));
            small.add(incident("young", now.minus(30, ChronoUnit.MINUTES)));
            await(() -> small.find("young").isPresent() && small.find("old").isEmpty());
        }
        IntStream.range(0, 30).forEach(i -> store().add(incident("many-" + i, now)));
        await(() -> rows() == 31);
        try (IncidentStore small = IncidentStore.jdbc(database("postgres"), 10, Duration.ofHours(1))) {
            small.add(incident("last", now));
            await(() -> rows() == 10);
            assertThat(small.find("last")).isPresent();
        }
    }

    @Test
    void instanceWhoseClockIsWrong_removesNothingOfOthers_andDoesNotComeFirstForEver() {
        InstantSource ahead = InstantSource.offset(InstantSource.system(), Duration.ofDays(3));
        Instant now = Instant.now();
        store().add(incident("right-1", now.minusSeconds(20)));
        await(() -> store().find("right-1").isPresent());
        try (IncidentStore wrong = new JdbcIncidentStore(database("postgres"), 1_000, Duration.ofDays(1), ahead)) {
            wrong.add(incident("wrong", ahead.instant().minusSeconds(10)));
            await(() -> wrong.find("wrong").isPresent());
        }
        store().add(incident("right-2", now));
        await(() -> store().find("right-2").isPresent());

        assertThat(store().search(IncidentQuery.newest(10)))
                .extracting(found -> found.incident().id())
                .containsExactly("right-2", "wrong", "right-1");
    }

    @Test
    void closing_writesWhatWaits() {
        IntStream.range(0, 1_500).forEach(i -> store().add(incident("c-" + i, Instant.now())));
        store().close();

        assertThat(rows()).isEqualTo(1_500);
        assertThat(store().dropped()).isZero();
    }

    @Test
    void incidentThatTheDatabaseCannotHold_doesNotTakeTheOthersWithIt() {
        sql("postgres", "DROP DATABASE IF EXISTS latin", "CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0");
        try (IncidentStore latin = IncidentStore.jdbc(database("latin"))) {
            latin.add(incident("first", Instant.now()));
            latin.add(Incident.builder("japanese", Instant.now(), CauseType.DNS_ERROR)
                    .request("GET", "/日本")
                    .build());
            latin.add(incident("last", Instant.now()));
            await(() -> latin.find("last").isPresent());

            assertThat(latin.find("first")).isPresent();
            assertThat(latin.find("japanese")).isEmpty();
            assertThat(latin.dropped()).isEqualTo(1);
        }
    }

    @Test
    void whoMayNotCreateTheTable_usesTheOneThatIsThere() {
        sql(
                "postgres",
                "DROP DATABASE IF EXISTS locked",
                "DROP ROLE IF EXISTS app",
                "CREATE ROLE app LOGIN",
                "CREATE DATABASE locked");
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(postgres().url("locked").replace("user=gatefault", "user=app"));
        try (IncidentStore locked = IncidentStore.jdbc(database)) {
            assertThatThrownBy(() -> locked.find("any")).isInstanceOf(IncidentStoreException.class);

            sql("locked", IncidentSql.DEFINITION.toArray(String[]::new));
            sql("locked", "GRANT SELECT, INSERT, UPDATE, DELETE ON gatefault_incident TO app");
            locked.add(incident("locked", Instant.now()));
            await(() -> locked.find("locked").isPresent());
        }
    }

    @Test
    void rowOfAnotherVersion_isPassedOver() {
        store().add(incident("known", Instant.now()));
        await(() -> store().find("known").isPresent());
        sql(
                "postgres",
                "INSERT INTO gatefault_incident (id, occurred, sort_time, cause, request_sent, status, method, path,"
                        + " duration_ms, outcome) SELECT 'newer', occurred, sort_time, 'cause_of_tomorrow', request_sent, status, method,"
                        + " path, duration_ms, outcome FROM gatefault_incident");

        assertThat(store().find("newer")).isEmpty();
        assertThat(store().search(IncidentQuery.newest(10)))
                .extracting(found -> found.incident().id())
                .isEqualTo(List.of("known"));
    }
}
