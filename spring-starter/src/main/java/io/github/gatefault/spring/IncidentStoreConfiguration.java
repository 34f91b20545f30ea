package io.github.gatefault.spring;

import io.github.gatefault.filter.incident.IncidentStore;
import io.github.gatefault.filter.incident.JdbcIncidentStore;
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

/** Where incidents can be looked up: a bean of the application's own, else what {@code gatefault.incident-store} names. */
@Configuration(proxyBeanMethods = false)
class IncidentStoreConfiguration {
    private static final String STORE = "gatefaultIncidentStore";
    private static final String KEY = "gatefault.incident-store";
    private static final String CAPACITY = "gatefault.incident-store-capacity";
    private static final String RETENTION = "gatefault.incident-store-retention";
    private static final int IN_MEMORY = 1_000;
    private static final int MAX_IN_MEMORY = 100_000;
    private static final int IN_REDIS = 100_000;

    /** In the application's Redis; asked before the rest, which says what is missing for Redis. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = KEY, havingValue = "redis")
    @ConditionalOnClass(name = "org.springframework.data.redis.core.StringRedisTemplate")
    static class InRedis {
        @Bean(STORE)
        @ConditionalOnMissingBean
        IncidentStore store(ObjectProvider<StringRedisTemplate> redis, GatefaultProperties properties) {
            return new RedisIncidentStore(
                    onlyOne(redis, "redis", "a StringRedisTemplate"),
                    capacity(properties, IN_REDIS),
                    retention(properties));
        }
    }

    /** In the application's database, in this instance, or nowhere. */
    @Bean(STORE)
    @ConditionalOnMissingBean
    IncidentStore store(ObjectProvider<DataSource> database, GatefaultProperties properties) {
        return switch (properties.get(GatefaultProperties.INCIDENT_STORE)) {
            case "none" -> IncidentStore.none();
            case "memory" -> inMemory(properties);
            case "jdbc" ->
                new JdbcIncidentStore(
                        onlyOne(database, "jdbc", "a DataSource"),
                        capacity(properties, (int) JdbcIncidentStore.DEFAULT_CAPACITY),
                        retention(properties));
            default ->
                throw unusable(
                        KEY + " is \"redis\": allowed where Spring Data Redis is there",
                        "Add the dependency spring-boot-starter-data-redis.");
        };
    }

    private static <T> T onlyOne(ObjectProvider<T> beans, String store, String what) {
        T bean = beans.getIfUnique();
        if (bean == null) {
            throw unusable(
                    KEY + " is \"" + store + "\": allowed where the application has " + what + ", one or a primary one",
                    "Configure it, or make a bean of the type IncidentStore.");
        }
        return bean;
    }

    private static IncidentStore inMemory(GatefaultProperties properties) {
        int capacity = capacity(properties, IN_MEMORY);
        if (capacity > MAX_IN_MEMORY) {
            throw unusable(
                    CAPACITY + " is \"" + capacity + "\": allowed in memory is a number from 1 to " + MAX_IN_MEMORY,
                    "Keep fewer, or share them by jdbc or redis.");
        }
        return IncidentStore.inMemory(capacity);
    }

    private static int capacity(GatefaultProperties properties, int otherwise) {
        int capacity =
                Objects.requireNonNullElse(properties.find(GatefaultProperties.INCIDENT_STORE_CAPACITY), otherwise);
        if (capacity < 1) {
            throw unusable(
                    CAPACITY + " is \"" + capacity + "\": allowed is a number from 1 on",
                    "To keep none, set gatefault.incident-store to none.");
        }
        return capacity;
    }

    private static Duration retention(GatefaultProperties properties) {
        Duration retention = Objects.requireNonNullElse(
                properties.find(GatefaultProperties.INCIDENT_STORE_RETENTION), JdbcIncidentStore.DEFAULT_RETENTION);
        if (retention.compareTo(JdbcIncidentStore.MIN_RETENTION) < 0) {
            throw unusable(
                    RETENTION + " is \"" + retention + "\": allowed is a minute or more", "Keep incidents for longer.");
        }
        return retention;
    }

    private static UnusableConfigurationException unusable(String description, String action) {
        return new UnusableConfigurationException(description, action, null);
    }
}
