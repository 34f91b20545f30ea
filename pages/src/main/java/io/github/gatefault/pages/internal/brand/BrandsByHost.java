package io.github.gatefault.pages.internal.brand;

import io.github.gatefault.pages.brand.Brand;
import java.net.IDN;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the brand of a host. Hosts of requests are looked up and never stored. */
public final class BrandsByHost {
    private static final int MAX_HOST = 253;
    private static final Pattern HOST = Pattern.compile("(?:\\*\\.)?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\\[[0-9a-f:.]+]");

    private final Brand defaultBrand;
    private final Map<String, Brand> exact = new HashMap<>();
    /** By what follows the asterisk: {@code .shop.example}. */
    private final Map<String, Brand> wildcards = new HashMap<>();

    /**
     * Takes brands by host, such as {@code shop.example}, and {@code *.shop.example} for all names below it. Throws an
     * {@link IllegalArgumentException} if a host is invalid or occurs twice.
     */
    public BrandsByHost(Brand defaultBrand, Map<String, Brand> byHost) {
        this.defaultBrand = defaultBrand;
        byHost.forEach((host, brand) -> {
            String name = normalized(host);
            Brand previous = name.startsWith("*") ? wildcards.put(name.substring(1), brand) : exact.put(name, brand);
            if (previous != null) {
                throw repeated(host);
            }
        });
    }

    /** Returns this host in lower-case ASCII. */
    static String normalized(String host) {
        String name = "";
        if (host.length() <= MAX_HOST) {
            try {
                String wildcard = host.startsWith("*.") ? "*." : "";
                name = wildcard + IDN.toASCII(host.substring(wildcard.length())).toLowerCase(Locale.ROOT);
            } catch (IllegalArgumentException e) {
                // Not a name of the DNS: refused below.
                name = "";
            }
        }
        if (!HOST.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "host \"" + host + "\" must be a name without a port, such as shop.example or *.shop.example");
        }
        return name;
    }

    static IllegalArgumentException repeated(String host) {
        return new IllegalArgumentException("host \"" + host + "\" must be listed only once");
    }

    /** Returns the brand of this host: by its own name, else by the nearest wildcard above it, else the default brand. */
    public Brand of(@Nullable String host) {
        if (host == null || host.length() > MAX_HOST + 1 || (exact.isEmpty() && wildcards.isEmpty())) {
            return defaultBrand;
        }
        String name = host.toLowerCase(Locale.ROOT);
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        Brand found = exact.get(name);
        for (int dot = name.indexOf('.'); found == null && dot >= 0; dot = name.indexOf('.', dot + 1)) {
            found = wildcards.get(name.substring(dot));
        }
        return found != null ? found : defaultBrand;
    }

    /** Returns an example host for each brand, by the brand's name; {@code null} for the default brand. */
    public Map<String, @Nullable String> exampleHosts() {
        Map<String, @Nullable String> hosts = new LinkedHashMap<>();
        hosts.put(defaultBrand.name() == null ? "–" : defaultBrand.name(), null);
        exact.forEach((host, brand) -> hosts.putIfAbsent(brand.name() == null ? host : brand.name(), host));
        wildcards.forEach(
                (end, brand) -> hosts.putIfAbsent(brand.name() == null ? "*" + end : brand.name(), "www" + end));
        return hosts;
    }

    /** Returns each brand once, the default brand first. */
    public Collection<Brand> all() {
        Set<Brand> all = new LinkedHashSet<>();
        all.add(defaultBrand);
        all.addAll(exact.values());
        all.addAll(wildcards.values());
        return all;
    }
}
