package io.github.gatefault.filter;

import io.github.gatefault.filter.incident.IncidentStore;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The stores that settings can name. */
final class IncidentStores {
    private static final String STORE = "incident-store";
    private static final String CAPACITY = "incident-store-capacity";

    static final List<String> KEYS = List.of(STORE, CAPACITY);

    /** How many incidents are kept in memory where no setting says it. */
    static final int IN_MEMORY = 1_000;

    private IncidentStores() {}

    /**
     * Returns the store of these settings.
     *
     * @throws IllegalArgumentException if one is wrong; the message names it, its value, and what is allowed
     */
    static IncidentStore of(Map<String, String> settings) {
        String store = settings.getOrDefault(STORE, "memory");
        return switch (store) {
            case "memory" -> inMemory(settings.get(CAPACITY));
            case "none" -> IncidentStore.none();
            default ->
                throw new IllegalArgumentException(STORE + " is \"" + store + "\": allowed are memory, none and jdbc");
        };
    }

    private static IncidentStore inMemory(@Nullable String capacity) {
        try {
            return IncidentStore.inMemory(capacity == null ? IN_MEMORY : Integer.parseInt(capacity));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    CAPACITY + " is \"" + capacity + "\": allowed is a number from 1 to 100,000", e);
        }
    }
}
