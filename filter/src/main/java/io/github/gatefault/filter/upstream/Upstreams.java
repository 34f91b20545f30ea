package io.github.gatefault.filter.upstream;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The configured upstreams. Configuration writes them as {@code upstreams.orders.hosts=orders.internal, *.orders.internal} and
 * {@code upstreams.orders.url=https://orders.internal/health}.
 */
public final class Upstreams {
    /** The servlet context's attribute with the upstreams of the application. */
    public static final String ATTRIBUTE = "io.github.gatefault.upstreams";

    private static final String PREFIX = "upstreams.";
    private static final String HOSTS = "hosts";
    private static final String URL = "url";
    private static final Upstreams NONE = new Upstreams(List.of());

    private final Map<String, Upstream> byName = new LinkedHashMap<>();
    private final Map<String, String> namesByHost = new HashMap<>();

    private Upstreams(Collection<Upstream> upstreams) {
        for (Upstream upstream : upstreams) {
            if (byName.put(upstream.name(), upstream) != null) {
                throw new IllegalArgumentException("upstream name \"" + upstream.name() + "\" must be unique");
            }
            for (String host : upstream.hosts()) {
                String other = namesByHost.put(host, upstream.name());
                if (other != null && !other.equals(upstream.name())) {
                    throw new IllegalArgumentException("host \"" + host + "\" must belong to one upstream");
                }
            }
        }
    }

    /** Returns no upstreams at all. */
    public static Upstreams none() {
        return NONE;
    }

    /** Returns these upstreams; throws an {@link IllegalArgumentException} if two of them share a name or a host. */
    public static Upstreams of(Upstream... upstreams) {
        return new Upstreams(List.of(upstreams));
    }

    /** Returns whether this configuration key belongs to an upstream. */
    public static boolean isKey(String key) {
        return key.startsWith(PREFIX);
    }

    /**
     * Reads upstreams from the keys that {@link #isKey} accepts and their values.
     *
     * @throws IllegalArgumentException if a key or a value is not allowed; its message names both, and what is allowed
     */
    public static Upstreams parse(Map<String, String> properties) {
        Map<String, Map<String, String>> byName = new TreeMap<>();
        new TreeMap<>(properties).forEach((key, value) -> {
            int dot = key.lastIndexOf('.');
            String name = dot < PREFIX.length() ? "" : key.substring(PREFIX.length(), dot);
            String setting = key.substring(dot + 1);
            if (name.isEmpty() || name.indexOf('.') >= 0 || !(setting.equals(HOSTS) || setting.equals(URL))) {
                throw new IllegalArgumentException("there is no setting \"" + key
                        + "\"; behind upstreams. and a name without dots are hosts and url");
            }
            byName.computeIfAbsent(name, n -> new TreeMap<>()).put(setting, value.strip());
        });
        List<Upstream> upstreams = new ArrayList<>();
        byName.forEach((name, settings) -> upstreams.add(upstream(name, settings)));
        return new Upstreams(upstreams);
    }

    private static Upstream upstream(String name, Map<String, String> settings) {
        String hosts = settings.get(HOSTS);
        String url = settings.get(URL);
        Upstream located = url == null ? null : checked(name, URL, url, () -> new Upstream(name, List.of(), uri(url)));
        if (hosts == null && located != null) {
            return located;
        }
        return checked(
                name,
                HOSTS,
                String.valueOf(hosts),
                () -> new Upstream(name, list(hosts), located == null ? null : located.url()));
    }

    private static Upstream checked(String name, String setting, String value, Supplier<Upstream> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    PREFIX + name + "." + setting + " \"" + value + "\" " + e.getMessage(), e);
        }
    }

    private static List<String> list(@Nullable String hosts) {
        return hosts == null
                ? List.of()
                : Arrays.stream(hosts.split(",", -1)).map(String::strip).toList();
    }

    private static URI uri(String value) {
        try {
            return new URI(value);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("must be a URL such as https://orders.internal/health", e);
        }
    }

    /**
     * Returns the name of the upstream at this place: the one that is configured for the host and the port, else for the host,
     * else for the nearest parent domain. The host is a name or an address in any case; it may be hostile.
     */
    public Optional<String> nameOf(String host, int port) {
        if (namesByHost.isEmpty()) {
            return Optional.empty();
        }
        String normal = normal(host);
        String name = named(normal, port);
        for (int dot = normal.indexOf('.'); name == null && dot >= 0; dot = normal.indexOf('.', dot + 1)) {
            name = named("*" + normal.substring(dot), port);
        }
        return Optional.ofNullable(name);
    }

    private @Nullable String named(String host, int port) {
        String name = namesByHost.get(host + ":" + port);
        return name != null ? name : namesByHost.get(host);
    }

    private static String normal(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".")) {
            return lower.substring(0, lower.length() - 1);
        }
        return lower.indexOf(':') >= 0 && !lower.startsWith("[") ? "[" + lower + "]" : lower;
    }

    /** Returns the upstream of this name, if it is configured. */
    public Optional<Upstream> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Returns all of them. */
    public List<Upstream> all() {
        return List.copyOf(byName.values());
    }
}
