package io.github.gatefault.filter.internal.config;

import io.github.gatefault.filter.incident.IncidentStore;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The stores that settings can name. */
public final class IncidentStores {
    private static final String STORE = "incident-store";
    private static final String CAPACITY = "incident-store-capacity";
    private static final String DATA_SOURCE = "incident-store-jdbc-data-source";
    private static final String RETENTION = "incident-store-retention";

    static final List<String> KEYS = List.of(STORE, CAPACITY, DATA_SOURCE, RETENTION);

    /** How many incidents are kept in memory where no setting says it. */
    public static final int IN_MEMORY = 1_000;

    private IncidentStores() {}

    /**
     * Returns the store of these settings.
     *
     * @throws IllegalArgumentException if one is wrong; the message names it, its value, and what is allowed
     */
    static IncidentStore of(Map<String, String> settings) {
        String store = settings.getOrDefault(STORE, "memory");
        boolean jdbc = store.equals("jdbc");
        for (String key : List.of(DATA_SOURCE, RETENTION)) {
            if (!jdbc && settings.containsKey(key)) {
                throw wrong(settings, key, "allowed is no value where incident-store is not jdbc");
            }
        }
        return switch (store) {
            case "memory" -> inMemory(settings);
            case "none" -> IncidentStore.none();
            case "jdbc" -> {
                long capacity = rows(settings);
                Duration retention = retention(settings);
                yield IncidentStore.jdbc(dataSource(settings), capacity, retention);
            }
            default -> throw wrong(settings, STORE, "allowed are memory, none and jdbc");
        };
    }

    private static IncidentStore inMemory(Map<String, String> settings) {
        try {
            return IncidentStore.inMemory(Integer.parseInt(settings.getOrDefault(CAPACITY, "" + IN_MEMORY)));
        } catch (IllegalArgumentException e) {
            throw wrong(settings, CAPACITY, "allowed is a number from 1 to 100000", e);
        }
    }

    private static long rows(Map<String, String> settings) {
        String rows = settings.getOrDefault(CAPACITY, "" + IncidentStore.DEFAULT_JDBC_CAPACITY);
        if (!rows.matches("[1-9][0-9]{0,8}")) {
            throw wrong(settings, CAPACITY, "allowed is a number from 1 to 999999999");
        }
        return Long.parseLong(rows);
    }

    private static Duration retention(Map<String, String> settings) {
        try {
            Duration retention =
                    Duration.parse(settings.getOrDefault(RETENTION, IncidentStore.DEFAULT_RETENTION.toString()));
            if (retention.compareTo(IncidentStore.MIN_RETENTION) >= 0) {
                return retention;
            }
        } catch (DateTimeException e) {
            throw wrong(settings, RETENTION, "allowed is a duration of ISO 8601 such as P7D or PT12H", e);
        }
        throw wrong(settings, RETENTION, "allowed is a minute, PT1M, or more");
    }

    // The name is the deployer's, never a request's, and leads to what the container holds, never to another machine.
    @SuppressWarnings("BanJNDI")
    private static DataSource dataSource(Map<String, String> settings) {
        String name = settings.getOrDefault(DATA_SOURCE, "");
        String allowed =
                "allowed is the JNDI name of a javax.sql.DataSource that begins with java:, such as java:comp/env/jdbc/gatefault";
        try {
            if (name.startsWith("java:") && new InitialContext().lookup(name) instanceof DataSource dataSource) {
                return dataSource;
            }
        } catch (NamingException e) {
            throw wrong(settings, DATA_SOURCE, allowed, e);
        }
        throw wrong(settings, DATA_SOURCE, allowed);
    }

    private static IllegalArgumentException wrong(Map<String, String> settings, String key, String allowed) {
        return wrong(settings, key, allowed, null);
    }

    private static IllegalArgumentException wrong(
            Map<String, String> settings, String key, String allowed, @Nullable Exception cause) {
        return new IllegalArgumentException(key + " is \"" + settings.getOrDefault(key, "") + "\": " + allowed, cause);
    }
}
