package io.github.gatefault.filter.internal.config;

import io.github.gatefault.filter.upstream.Upstreams;
import io.github.gatefault.pages.internal.brand.BrandProperties;
import jakarta.servlet.ServletContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The settings of one filter: values that code has set, and texts by key, which override them. */
public final class Settings {
    private final Map<String, String> byKey;
    private final Map<Setting<?>, Object> values = new HashMap<>();
    private final Map<Setting<?>, String> texts = new HashMap<>();
    private final Map<String, String> brandTexts = new TreeMap<>();
    private final Map<String, String> upstreamTexts = new TreeMap<>();

    /** Makes settings of which only these are set, by their keys. They are read when the filter starts. */
    public Settings(Map<String, String> byKey) {
        this.byKey = Map.copyOf(byKey);
    }

    /** Makes a copy. */
    public Settings(Settings other) {
        this(other.byKey);
        values.putAll(other.values);
    }

    /** Sets a value. */
    public <T> void set(Setting<T> setting, T value) {
        values.put(setting, value);
    }

    /** Returns the value of a setting that has a default. */
    public <T> T get(Setting<T> setting) {
        return Objects.requireNonNull(find(setting), setting.key());
    }

    /** Returns the value or the default, or {@code null} where there is neither. */
    @SuppressWarnings("unchecked") // Only set(Setting, Object) puts values there.
    public <T> @Nullable T find(Setting<T> setting) {
        T value = (T) values.get(setting);
        return value == null && setting.defaultText() != null ? setting.parse(setting.defaultText()) : value;
    }

    /** Returns whether a value is set. */
    public boolean isSet(Setting<?> setting) {
        return values.containsKey(setting);
    }

    /** Returns the text of a setting that a key sets, or nothing. */
    public String text(Setting<?> setting) {
        return texts.getOrDefault(setting, "");
    }

    /** Returns the texts of the brands' keys. */
    public Map<String, String> brandTexts() {
        return brandTexts;
    }

    /** Returns the texts of the upstreams' keys. */
    public Map<String, String> upstreamTexts() {
        return upstreamTexts;
    }

    /**
     * Returns all settings of a filter. Init-params override the keys in code, which override values; a properties file that
     * {@link FilterSettings#CONFIG} names sets what no key sets.
     *
     * @throws IllegalArgumentException if a key or a value is wrong; the message names both, and what is right
     */
    public Settings complete(Map<String, String> initParameters, ServletContext context) {
        Map<String, String> given = new TreeMap<>(byKey);
        given.putAll(initParameters);
        String file = given.remove(FilterSettings.CONFIG.key());
        if (file != null) {
            try {
                new Location(file, context).properties().forEach(given::putIfAbsent);
            } catch (IllegalArgumentException e) {
                throw FilterSettings.CONFIG.refused(file, e);
            }
        }
        Settings complete = new Settings(this);
        given.forEach((key, text) -> complete.read(key, text.strip()));
        return complete;
    }

    private void read(String key, String text) {
        Setting<?> setting = FilterSettings.named(key);
        if (BrandProperties.isKey(key)) {
            brandTexts.put(key, text);
        } else if (Upstreams.isKey(key)) {
            upstreamTexts.put(key, text);
        } else {
            values.put(setting, setting.parse(text));
            texts.put(setting, text);
        }
    }
}
