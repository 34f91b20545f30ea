package io.github.gatefault.filter.incident;

import io.github.gatefault.cause.Incident;
import java.util.List;
import java.util.Optional;

/** A store that keeps nothing. The log has all incidents. */
enum NoOpIncidentStore implements IncidentStore {
    INSTANCE;

    @Override
    public void add(Incident incident) {}

    @Override
    public void attach(String incidentId, String diagnosis) {}

    @Override
    public Optional<StoredIncident> find(String id) {
        return Optional.empty();
    }

    @Override
    public List<StoredIncident> search(IncidentQuery query) {
        return List.of();
    }

    @Override
    public void close() {}
}
