package io.github.gatefault.pages.internal.brand;

import io.github.gatefault.pages.brand.Brand;
import java.net.IDN;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which brand answers at which host. What visitors ask for is looked up and never kept. */
public final class BrandsByHost {
    private static final int MAX_HOST = 253;
    private static final Pattern HOST = Pattern.compile("(?:\\*\\.)?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\\[[0-9a-f:.]+]");

    private final Brand other;
    private final Map<String, Brand> exact = new HashMap<>();
    /** By what follows the asterisk: {@code .shop.example}. */
    private final Map<String, Brand> below = new HashMap<>();

    /**
     * Takes brands by their hosts: names such as {@code shop.example}, and {@code *.shop.example} for all names below one.
     *
     * @param other the brand of all other hosts
     * @throws IllegalArgumentException if a host is none, or stands there twice
     */
    public BrandsByHost(Brand other, Map<String, Brand> byHost) {
        this.other = other;
        for (Map.Entry<String, Brand> entry : byHost.entrySet()) {
            String name = normal(entry.getKey());
            Brand brand = entry.getValue();
            Brand twice = name.startsWith("*") ? below.put(name.substring(1), brand) : exact.put(name, brand);
            if (twice != null) {
                throw new IllegalArgumentException("The host '" + entry.getKey() + "' stands for two brands");
            }
        }
    }

    /** Returns this host as it is compared. */
    static String normal(String host) {
        String name = null;
        if (host.length() <= MAX_HOST) {
            try {
                String wildcard = host.startsWith("*.") ? "*." : "";
                name = wildcard + IDN.toASCII(host.substring(wildcard.length())).toLowerCase(Locale.ROOT);
            } catch (IllegalArgumentException e) {
                name = "";
            }
        }
        if (name == null || !HOST.matcher(name).matches()) {
            throw new IllegalArgumentException("The host '" + host
                    + "' is none; allowed are names without a port, such as shop.example and *.shop.example");
        }
        return name;
    }

    /** Returns the brand at this host: of its own name, else of the nearest name above it, else that of all others. */
    public Brand of(@Nullable String host) {
        if (host == null || host.length() > MAX_HOST + 1 || (exact.isEmpty() && below.isEmpty())) {
            return other;
        }
        String name = host.toLowerCase(Locale.ROOT);
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        Brand found = exact.get(name);
        for (int dot = name.indexOf('.'); found == null && dot >= 0; dot = name.indexOf('.', dot + 1)) {
            found = below.get(name.substring(dot));
        }
        return found != null ? found : other;
    }

    /** Returns a host for each brand, by the brand's name; that of all others is at none. */
    public Map<String, @Nullable String> examples() {
        Map<String, @Nullable String> hosts = new LinkedHashMap<>();
        hosts.put(other.name() == null ? "–" : other.name(), null);
        exact.forEach((host, brand) -> hosts.putIfAbsent(brand.name() == null ? host : brand.name(), host));
        below.forEach((end, brand) -> hosts.putIfAbsent(brand.name() == null ? "*" + end : brand.name(), "www" + end));
        return hosts;
    }

    /** Returns each brand once, the one of all other hosts first. */
    public Collection<Brand> all() {
        if (exact.isEmpty() && below.isEmpty()) {
            return List.of(other);
        }
        Set<Brand> all = new LinkedHashSet<>();
        all.add(other);
        all.addAll(exact.values());
        all.addAll(below.values());
        return all;
    }
}
