package io.github.gatefault.spring;

import io.github.gatefault.filter.internal.config.FilterSettings;
import io.github.gatefault.filter.internal.config.Setting;
import io.github.gatefault.filter.upstream.Upstreams;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.Environment;

/**
 * The properties below {@code gatefault}: the filter's own settings, from the filter's own table, and a few that only Spring has.
 * All relaxed forms of Spring Boot's names work. {@code spring-configuration-metadata.json} is written from the same table.
 */
final class GatefaultProperties {
    static final String PREFIX = "gatefault";

    static final Setting<Boolean> ENABLED = Setting.flag("enabled", true, "Whether gatefault is active.");

    static final Setting<Boolean> COMPATIBILITY_CHECK = Setting.flag(
            "compatibility-check", true, "Whether the application starts only on a tested version of Spring Boot.");

    /** {@code Ordered.HIGHEST_PRECEDENCE + 2}: right inside of the observation of requests. */
    static final Setting<Integer> ORDER = new Setting<>(
            "order",
            Integer.class,
            List.of(),
            Integer.toString(Integer.MIN_VALUE + 2),
            "The order of the filter. By default it is inside of the observation of requests and outside of Spring Security.",
            GatefaultProperties::number);

    static final Setting<Boolean> SEND_CORRELATION_ID = Setting.flag(
            "send-correlation-id",
            true,
            "Whether requests of `RestClient`, `RestTemplate`, `WebClient` and Feign carry the ID.");

    static final Setting<String> INCIDENT_STORE = Setting.choice(
            "incident-store",
            "memory",
            "Where incidents can be looked up: in memory, in the database of the application's `DataSource`, in the Redis of its"
                    + " `StringRedisTemplate`, or nowhere.",
            "memory",
            "none",
            "jdbc",
            "redis");

    static final Setting<Integer> INCIDENT_STORE_CAPACITY = new Setting<>(
            "incident-store-capacity",
            Integer.class,
            List.of(),
            null,
            "How many of the newest incidents the store keeps; by default 1,000 in memory, 100,000 in Redis, a million in a"
                    + " database.",
            GatefaultProperties::number);

    static final Setting<Duration> INCIDENT_STORE_RETENTION = new Setting<>(
            "incident-store-retention",
            Duration.class,
            List.of(),
            null,
            "How long a database or Redis keeps incidents; by default seven days.",
            DurationStyle::detectAndParse);

    static final Setting<String> LOG_LINK = Setting.text(
            "log-link",
            null,
            "The link from an incident into your logs, for the actuator: a URL template, or a system with its address such as"
                    + " `kibana https://logs.example`.",
            text -> text);

    /** What Spring has besides the filter's settings, or has in a form of its own. */
    private static final List<Setting<?>> OF_SPRING = List.of(
            ENABLED,
            COMPATIBILITY_CHECK,
            ORDER,
            SEND_CORRELATION_ID,
            INCIDENT_STORE,
            INCIDENT_STORE_CAPACITY,
            INCIDENT_STORE_RETENTION,
            LOG_LINK);

    /** In Spring these are beans, meters and the file that {@code application.yaml} is. */
    private static final Set<String> NOT_IN_SPRING = Set.of(
            "config", "listeners", "classifiers", "language-resolver", "metrics", "incident-store-jdbc-data-source");

    private static final Map<String, Setting<?>> TABLE = table();

    private final Map<String, String> texts;

    private GatefaultProperties(Map<String, String> texts) {
        this.texts = texts;
    }

    /**
     * Reads the properties.
     *
     * @throws IllegalArgumentException if there is no such key, or a value that only Spring has is wrong; the message says what
     *     is right
     */
    static GatefaultProperties of(Environment environment) {
        Iterable<ConfigurationPropertySource> sources = ConfigurationPropertySources.get(environment);
        Map<String, String> all = bound(Binder.get(environment));
        // What system properties and variables say below "gatefault" may be for something else, as Spring Boot itself
        // assumes.
        Set<String> refused = bound(new Binder(StreamSupport.stream(sources.spliterator(), false)
                        .filter(new UnboundElementsSourceFilter()::apply)
                        .toList()))
                .keySet();
        Map<String, String> texts = new TreeMap<>();
        all.forEach((name, text) -> {
            String key = key(name);
            if (key != null) {
                texts.put(key, text);
            } else if (refused.contains(name)) {
                throw FilterSettings.unknown(
                        name, TABLE.values().stream().map(Setting::key).toList());
            }
        });
        GatefaultProperties properties = new GatefaultProperties(texts);
        // The filter reads its own settings when it starts.
        OF_SPRING.forEach(properties::find);
        return properties;
    }

    /** Returns texts by names, with the items of a list in one text. */
    private static Map<String, String> bound(Binder binder) {
        Map<String, String> found =
                binder.bind(PREFIX, Bindable.mapOf(String.class, String.class)).orElse(Map.of());
        Map<String, String> joined = new LinkedHashMap<>();
        Map<String, Map<Integer, String>> lists = new LinkedHashMap<>();
        found.forEach((name, text) -> {
            int dot = name.lastIndexOf('.');
            if (dot > 0 && name.substring(dot + 1).matches("[0-9]{1,4}")) {
                lists.computeIfAbsent(name.substring(0, dot), any -> new TreeMap<>())
                        .put(Integer.valueOf(name.substring(dot + 1)), text);
            } else {
                joined.put(name, text);
            }
        });
        lists.forEach((name, items) -> joined.put(name, String.join(", ", items.values())));
        return joined;
    }

    /** Returns the key that this name stands for in one of Spring Boot's relaxed forms, or {@code null} for none. */
    private static @Nullable String key(String name) {
        Setting<?> setting = TABLE.get(uniform(name));
        if (setting != null) {
            return setting.key();
        }
        String[] parts = name.split("\\.", 2);
        int last = name.lastIndexOf('.');
        if (parts.length < 2 || last <= parts[0].length()) {
            return null;
        }
        Setting<?> named = TABLE.get(uniform(parts[0] + ".<name>." + name.substring(last + 1)));
        return named == null ? null : named.key().replace("<name>", name.substring(parts[0].length() + 1, last));
    }

    private static String uniform(String name) {
        return name.replaceAll("[_-]", "").toLowerCase(Locale.ROOT);
    }

    private static Map<String, Setting<?>> table() {
        Map<String, Setting<?>> table = new LinkedHashMap<>();
        List<Setting<?>> all = new ArrayList<>(FilterSettings.all());
        all.removeIf(setting -> NOT_IN_SPRING.contains(setting.key()));
        all.addAll(OF_SPRING);
        all.forEach(setting -> table.put(uniform(setting.key()), setting));
        return table;
    }

    /** Returns all settings that are properties in Spring. */
    static Collection<Setting<?>> all() {
        return TABLE.values();
    }

    /** Returns the value of a setting that has a default. */
    <T> T get(Setting<T> setting) {
        return Objects.requireNonNull(find(setting), setting.key());
    }

    /** Returns the value or the default, or {@code null} where there is neither. */
    <T> @Nullable T find(Setting<T> setting) {
        String text = texts.getOrDefault(setting.key(), setting.defaultText());
        return text == null ? null : setting.parse(text);
    }

    /** Returns what is set of the filter's own keys. */
    Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>(texts);
        OF_SPRING.forEach(setting -> settings.remove(setting.key()));
        settings.keySet().removeIf(Upstreams::isKey);
        return settings;
    }

    /**
     * Returns the named upstreams.
     *
     * @throws IllegalArgumentException if one is wrong; the message names the key, the value and what it must be
     */
    Upstreams upstreams() {
        Map<String, String> byKey = new TreeMap<>(texts);
        byKey.keySet().removeIf(key -> !Upstreams.isKey(key));
        return Upstreams.parse(byKey);
    }

    private static Integer number(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be a number", e);
        }
    }
}
