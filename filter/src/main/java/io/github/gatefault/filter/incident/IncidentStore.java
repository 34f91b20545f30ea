package io.github.gatefault.filter.incident;

import io.github.gatefault.cause.Incident;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Keeps the latest incidents, so that they can be looked up. The filter adds each incident on the thread that found the failure,
 * before it answers the visitor. It logs an exception of the store and answers all the same.
 *
 * <p>Several incidents may have the same ID: a client can send an ID twice, and a chain of gateways shares one.
 */
public interface IncidentStore extends AutoCloseable {
    /** The servlet context's attribute with the store that the application's filters share. */
    String ATTRIBUTE = "io.github.gatefault.incidents";

    /** The default number of incidents in a database: a million. */
    long DEFAULT_JDBC_CAPACITY = 1_000_000;

    /** The default time for which a shared store keeps an incident: seven days. */
    Duration DEFAULT_RETENTION = Duration.ofDays(7);

    /** The shortest time for which a shared store keeps an incident: a minute. */
    Duration MIN_RETENTION = Duration.ofMinutes(1);

    /** Adds an incident. Must not block: a store drops and {@linkplain #dropped() counts} what it cannot keep. */
    void add(Incident incident);

    /**
     * Sets or replaces the diagnosis of the latest incident with this ID. Must not block. Ignores an unknown ID.
     *
     * @param diagnosis plain text, which {@link StoredIncident} cuts to {@value StoredIncident#MAX_DIAGNOSIS} characters
     */
    void attach(String incidentId, String diagnosis);

    /**
     * Returns the latest incident with exactly this ID.
     *
     * @throws IncidentStoreException if the store cannot be read now
     */
    Optional<StoredIncident> find(String id);

    /**
     * Returns the incidents that match this query, newest first.
     *
     * @throws IncidentStoreException if the store cannot be read now
     */
    List<StoredIncident> search(IncidentQuery query);

    /** Returns how many incidents the store has dropped since the start; 0 for a store that never fails. */
    default long dropped() {
        return 0;
    }

    /** Releases the resources of the store. It drops what is added afterwards. */
    @Override
    void close();

    /**
     * Returns a store in this process that keeps the newest incidents. Each takes at most 10 KB.
     *
     * @param capacity how many, from 1 to 100,000
     */
    static IncidentStore inMemory(int capacity) {
        return new InMemoryIncidentStore(capacity);
    }

    /** Returns a {@linkplain #jdbc(DataSource, long, Duration) store} of the newest million incidents of the last seven days. */
    static IncidentStore jdbc(DataSource database) {
        return jdbc(database, DEFAULT_JDBC_CAPACITY, DEFAULT_RETENTION);
    }

    /**
     * Returns a store that several instances share: the table {@value IncidentSql#NAME} of a PostgreSQL or H2 database. The store
     * connects when it is first used, and creates the table if it is missing; {@code docs/lookup.md} has its definition.
     *
     * <p>One daemon thread writes. While the database fails, it tries again and 2,000 incidents can wait; the store drops and
     * counts further ones.
     *
     * @param capacity how many incidents to keep, at least 1
     * @param retention how long to keep them, at least {@link #MIN_RETENTION}
     */
    static IncidentStore jdbc(DataSource database, long capacity, Duration retention) {
        return new JdbcIncidentStore(database, capacity, retention, InstantSource.system());
    }

    /** Returns a store that keeps nothing. */
    static IncidentStore none() {
        return NoOpIncidentStore.INSTANCE;
    }
}
