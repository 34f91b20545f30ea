package io.github.gatefault.spring;

import io.github.gatefault.filter.incident.IncidentStore;
import java.time.Duration;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;

/** The incident store: a bean of the application, or else the store that {@code gatefault.incident-store} names. */
@Configuration(proxyBeanMethods = false)
class IncidentStoreConfiguration {
    private static final String STORE = "gatefaultIncidentStore";
    private static final String KEY = "gatefault.incident-store";
    private static final String CAPACITY = "gatefault.incident-store-capacity";
    private static final String RETENTION = "gatefault.incident-store-retention";
    private static final int MAX_IN_MEMORY = 100_000;

    /** In the application's Redis. Takes precedence over the bean below, which reports what is missing for Redis. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = KEY, havingValue = "redis")
    @ConditionalOnClass(name = "org.springframework.data.redis.core.StringRedisTemplate")
    static class InRedis {
        @Bean(STORE)
        @ConditionalOnMissingBean
        IncidentStore store(ObjectProvider<StringRedisTemplate> redis, GatefaultProperties properties) {
            return new RedisIncidentStore(
                    onlyOne(redis, "redis", "StringRedisTemplate"),
                    capacity(properties, 100_000),
                    retention(properties));
        }
    }

    /** In the application's database, in memory, or nowhere. */
    @Bean(STORE)
    @ConditionalOnMissingBean
    IncidentStore store(ObjectProvider<DataSource> database, GatefaultProperties properties) {
        return switch (properties.get(GatefaultProperties.INCIDENT_STORE)) {
            case "none" -> IncidentStore.none();
            case "memory" -> inMemory(capacity(properties, 1_000));
            case "jdbc" ->
                IncidentStore.jdbc(
                        onlyOne(database, "jdbc", "DataSource"),
                        capacity(properties, (int) IncidentStore.DEFAULT_JDBC_CAPACITY),
                        retention(properties));
            default ->
                throw unusable(
                        KEY + " \"redis\" must be memory, jdbc or none, since Spring Data Redis is missing",
                        "Add the dependency spring-boot-starter-data-redis.");
        };
    }

    private static <T> T onlyOne(ObjectProvider<T> beans, String store, String type) {
        T bean = beans.getIfUnique();
        if (bean == null) {
            throw unusable(
                    KEY + " \"" + store + "\" must be another store, since there is no single or primary " + type,
                    "Configure a " + type + ", or define a bean of type IncidentStore.");
        }
        return bean;
    }

    private static IncidentStore inMemory(int capacity) {
        if (capacity > MAX_IN_MEMORY) {
            throw unusable(
                    CAPACITY + " \"" + capacity + "\" must be between 1 and " + MAX_IN_MEMORY + " in memory",
                    "Keep fewer incidents, or use jdbc or redis.");
        }
        return IncidentStore.inMemory(capacity);
    }

    private static int capacity(GatefaultProperties properties, int defaultCapacity) {
        int capacity = Objects.requireNonNullElse(
                properties.find(GatefaultProperties.INCIDENT_STORE_CAPACITY), defaultCapacity);
        if (capacity < 1) {
            throw unusable(
                    CAPACITY + " \"" + capacity + "\" must be 1 or more",
                    "To keep no incidents, set gatefault.incident-store to none.");
        }
        return capacity;
    }

    private static Duration retention(GatefaultProperties properties) {
        Duration retention = Objects.requireNonNullElse(
                properties.find(GatefaultProperties.INCIDENT_STORE_RETENTION), IncidentStore.DEFAULT_RETENTION);
        if (retention.compareTo(IncidentStore.MIN_RETENTION) < 0) {
            throw unusable(RETENTION + " \"" + retention + "\" must be a minute or more", "Keep incidents for longer.");
        }
        return retention;
    }

    private static UnusableConfigurationException unusable(String description, String action) {
        return new UnusableConfigurationException(description, action, null);
    }
}
