package io.github.gatefault.filter.internal.config;

import static io.github.gatefault.filter.internal.config.FilterSettings.INCIDENT_STORE;
import static io.github.gatefault.filter.internal.config.FilterSettings.INCIDENT_STORE_CAPACITY;
import static io.github.gatefault.filter.internal.config.FilterSettings.INCIDENT_STORE_JDBC_DATA_SOURCE;
import static io.github.gatefault.filter.internal.config.FilterSettings.INCIDENT_STORE_RETENTION;

import io.github.gatefault.filter.incident.IncidentStore;
import java.util.List;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The stores that settings can name. */
public final class IncidentStores {
    /** How many incidents a store in memory keeps by default. */
    public static final int DEFAULT_IN_MEMORY = 1_000;

    private static final int MAX_IN_MEMORY = 100_000;

    private IncidentStores() {}

    /**
     * Returns the store that the settings name, or {@code null} where they name none.
     *
     * @throws IllegalArgumentException if a setting does not go with the store; the message names it
     */
    public static @Nullable IncidentStore of(Settings settings) {
        String store = settings.get(INCIDENT_STORE);
        boolean jdbc = store.equals("jdbc");
        for (Setting<?> ofDatabase : List.of(INCIDENT_STORE_JDBC_DATA_SOURCE, INCIDENT_STORE_RETENTION)) {
            if (!jdbc && settings.isSet(ofDatabase)) {
                throw ofDatabase.refused(settings.text(ofDatabase), "must be absent unless incident-store is jdbc");
            }
        }
        Integer capacity = settings.find(INCIDENT_STORE_CAPACITY);
        if (jdbc) {
            return IncidentStore.jdbc(
                    dataSource(settings.find(INCIDENT_STORE_JDBC_DATA_SOURCE)),
                    capacity == null ? IncidentStore.DEFAULT_JDBC_CAPACITY : capacity,
                    settings.get(INCIDENT_STORE_RETENTION));
        }
        if (store.equals("none")) {
            return IncidentStore.none();
        }
        if (capacity != null && capacity > MAX_IN_MEMORY) {
            throw INCIDENT_STORE_CAPACITY.refused(
                    settings.text(INCIDENT_STORE_CAPACITY),
                    "must be a number from 1 to " + MAX_IN_MEMORY + " in memory");
        }
        boolean isNamed = capacity != null || settings.isSet(INCIDENT_STORE);
        return isNamed ? IncidentStore.inMemory(capacity == null ? DEFAULT_IN_MEMORY : capacity) : null;
    }

    // The name is the deployer's, never a request's, and leads to what the container holds, never to another machine.
    @SuppressWarnings("BanJNDI")
    private static DataSource dataSource(@Nullable String name) {
        String mustBe = "must be the JNDI name of a javax.sql.DataSource that begins with java:, such as"
                + " java:comp/env/jdbc/gatefault";
        try {
            if (name != null
                    && name.startsWith("java:")
                    && new InitialContext().lookup(name) instanceof DataSource found) {
                return found;
            }
        } catch (NamingException e) {
            throw INCIDENT_STORE_JDBC_DATA_SOURCE.refused(name, new IllegalArgumentException(mustBe, e));
        }
        throw INCIDENT_STORE_JDBC_DATA_SOURCE.refused(name == null ? "" : name, mustBe);
    }
}
