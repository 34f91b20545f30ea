package io.github.gatefault.filter.incident;

import io.github.gatefault.cause.Incident;
import java.util.List;
import java.util.Optional;

/**
 * Where the latest incidents can be looked up. It is fed by the filter, on the thread that found the failure and before the
 * visitor is answered; what it throws is logged and harms nobody.
 *
 * <p>An ID may stand for several incidents: a client can send the same one twice, and a chain of gateways shares one.
 */
public interface IncidentStore extends AutoCloseable {
    /** The servlet context's attribute with the store that the application's filters share. */
    String ATTRIBUTE = "io.github.gatefault.incidents";

    /** Takes an incident. Never blocks: what cannot be kept is dropped and {@linkplain #dropped() counted}. */
    void add(Incident incident);

    /**
     * Adds what was found out about the latest incident with this ID; a later finding takes the place of an earlier one. Never
     * blocks. An unknown ID is ignored.
     *
     * @param diagnosis plain text; lines of it that are too much are cut
     */
    void attach(String incidentId, String diagnosis);

    /**
     * Returns the latest incident with exactly this ID.
     *
     * @throws IncidentStoreException if the store cannot be read now
     */
    Optional<StoredIncident> find(String id);

    /**
     * Returns the incidents that are asked for, newest first.
     *
     * @throws IncidentStoreException if the store cannot be read now
     */
    List<StoredIncident> search(IncidentQuery query);

    /** Returns how many incidents could not be kept since the start; 0 for a store that never fails. */
    default long dropped() {
        return 0;
    }

    /** Gives back what the store holds; what is added afterwards is lost. */
    @Override
    void close();

    /**
     * Returns a store in this process that keeps the newest incidents: at most 10 KB for each.
     *
     * @param capacity how many, from 1 to 100,000
     */
    static IncidentStore inMemory(int capacity) {
        return new InMemoryIncidentStore(capacity);
    }

    /** Returns a store that keeps nothing. */
    static IncidentStore none() {
        return NoIncidents.INSTANCE;
    }
}
