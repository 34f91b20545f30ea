package io.github.gatefault.spring;

import io.github.gatefault.cause.Incident;
import io.github.gatefault.cause.IncidentField;
import io.github.gatefault.filter.incident.StoredIncident;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** An incident as a hash of Redis. An unknown field is absent. */
final class IncidentHash {
    /** The field of the diagnosis. */
    static final String DIAGNOSIS = "diagnosis";

    private IncidentHash() {}

    static Map<String, String> of(Incident incident) {
        Map<String, String> hash = new LinkedHashMap<>();
        for (IncidentField field : IncidentField.STORED) {
            String text = field.text(incident);
            if (text != null) {
                hash.put(name(field), text);
            }
        }
        return hash;
    }

    /** Returns the incident in this hash, or nothing if it is none: another program or version may have written it. */
    static Optional<StoredIncident> parse(Map<String, String> hash) {
        try {
            Incident incident = IncidentField.parse(field -> hash.get(name(field)));
            return Optional.of(new StoredIncident(incident, hash.get(DIAGNOSIS)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The hash holds an exact duration, not milliseconds. */
    private static String name(IncidentField field) {
        return field == IncidentField.DURATION ? "duration" : field.key();
    }
}
