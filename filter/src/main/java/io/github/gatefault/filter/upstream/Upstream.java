package io.github.gatefault.filter.upstream;

import io.github.gatefault.pages.internal.text.Ascii;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An upstream as configuration knows it.
 *
 * @param name its logical name: 1 to 64 of {@code A-Za-z0-9_-}
 * @param hosts a host {@code orders.internal}, one port of it {@code 10.0.0.5:8080}, or all names below one
 *     {@code *.orders.internal}; if there are none, the host and port of {@code url}
 * @param url the address of its health check, such as {@code https://orders.internal/health}; {@code null} for none
 */
public record Upstream(
        String name, List<String> hosts, @Nullable URI url) {
    private static final String WILDCARD = "*.";

    /** Refuses names, hosts and URLs that are not valid. */
    public Upstream {
        if (!isName(name)) {
            throw new IllegalArgumentException("must be named by 1 to 64 of A-Za-z0-9_-");
        }
        if (url != null && !isAddress(url)) {
            throw new IllegalArgumentException(
                    "must be an http(s) URL with a host, without user and fragment, such as https://orders.internal/health");
        }
        url = url == null ? null : URI.create(url.toASCIIString());
        if (hosts.isEmpty() && url != null) {
            hosts = List.of(url.getHost() + ":" + portOf(url));
        }
        hosts = hosts.stream().map(Upstream::normal).toList();
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException(
                    "must be hosts such as orders.internal, 10.0.0.5:8080, *.orders.internal");
        }
    }

    /** Returns the port of this URL, or that of its scheme. */
    public static int portOf(URI url) {
        return url.getPort() >= 0 ? url.getPort() : "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
    }

    /** Returns whether this can be an upstream's name: 1 to 64 of {@code A-Za-z0-9_-}. */
    public static boolean isName(String name) {
        return Ascii.isUpstreamName(name);
    }

    private static boolean isAddress(URI url) {
        return url.getHost() != null
                && url.getRawUserInfo() == null
                && url.getRawFragment() == null
                && ("http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme()))
                && url.getPort() != 0
                && url.getPort() <= 65_535;
    }

    /** Returns this host as {@link Upstreams#nameOf} compares it: in lower case, an IPv6 address with its brackets. */
    private static String normal(String given) {
        String pattern = given.toLowerCase(Locale.ROOT);
        boolean wildcard = pattern.startsWith(WILDCARD);
        String host = wildcard ? pattern.substring(WILDCARD.length()) : pattern;
        int colon = host.lastIndexOf(':');
        boolean allowed = true;
        if (colon > host.lastIndexOf(']')) {
            allowed = isPort(host.substring(colon + 1));
            host = host.substring(0, colon);
        }
        boolean ipv6 = !wildcard && host.startsWith("[") && host.endsWith("]") && host.length() > 4;
        allowed &= ipv6
                ? host.substring(1, host.length() - 1)
                        .chars()
                        .allMatch(c -> Character.digit(c, 16) >= 0 || c == ':' || c == '.')
                : isHostName(host);
        if (!allowed) {
            throw new IllegalArgumentException("must be hosts such as orders.internal, 10.0.0.5:8080, [fd00::5]:8080,"
                    + " *.orders.internal, unlike \"" + given + "\"");
        }
        return pattern;
    }

    private static boolean isHostName(String host) {
        return !host.isEmpty()
                && host.length() <= 253
                && host.charAt(0) != '.'
                && host.charAt(host.length() - 1) != '.'
                && !host.contains("..")
                && Ascii.consistsOf(host, ".-_");
    }

    private static boolean isPort(String text) {
        return text.length() <= 5
                && !text.isEmpty()
                && Ascii.consistsOfDigits(text)
                && text.charAt(0) != '0'
                && Integer.parseInt(text) <= 65_535;
    }
}
