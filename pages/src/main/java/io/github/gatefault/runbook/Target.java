package io.github.gatefault.runbook;

import io.github.gatefault.pages.internal.text.Ascii;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The upstream that a runbook's commands address. It accepts only host names, addresses, ports and URLs whose characters have no
 * meaning for a shell, so that no name can make an operator run another command. An unknown part stays {@code HOST},
 * {@code PORT} or {@code URL} in a command.
 */
public final class Target {
    /** An upstream with no known address. */
    public static final Target UNKNOWN = new Target(null, null, null, null);

    /** The length of the longest host name (RFC 1035, section 2.3.4). */
    private static final int MAX_HOST = 253;

    private static final int MAX_URL = 1024;
    private static final int MAX_PORT = 65535;

    private final @Nullable String host;
    private final @Nullable String port;
    private final @Nullable String addressPort;
    private final @Nullable String url;

    private Target(@Nullable String host, @Nullable String port, @Nullable String addressPort, @Nullable String url) {
        this.host = host;
        this.port = port;
        this.addressPort = addressPort;
        this.url = url;
    }

    /**
     * Returns the upstream with this address and URL. Ignores invalid ones and never throws.
     *
     * @param address {@code host} or {@code host:port}, an IPv6 address before a port in brackets; {@code null} if unknown
     * @param url the upstream's HTTP URL without user info, used without its query; {@code null} if unknown. It supplies what
     *     the address does not have, and is made from the address if it is unknown
     */
    public static Target of(@Nullable String address, @Nullable String url) {
        URI uri = url == null ? null : httpUri(url);
        String host = hostOf(address);
        String port = portOf(address);
        if (uri == null) {
            return new Target(host, port, port, url(host, port));
        }
        return new Target(
                host != null ? host : hostOf(uri.getHost()),
                port != null ? port : Integer.toString(portOf(uri)),
                port,
                withoutQuery(uri));
    }

    /**
     * Returns this upstream with an {@code https} URL: its own if that is one, else with the port of its address or 443. After a
     * TLS failure an {@code http} URL cannot be the one that was called.
     */
    public Target overTls() {
        if (host == null || (url != null && url.startsWith("https:"))) {
            return this;
        }
        String tlsPort = addressPort != null ? addressPort : "443";
        return new Target(host, tlsPort, tlsPort, url("https", host, tlsPort));
    }

    /** Returns this command with its placeholders filled. */
    String fill(String command) {
        String name = host != null ? host : "HOST";
        String number = port != null ? port : "PORT";
        // An IPv6 address has colons, so it needs brackets before a port.
        String address = (name.indexOf(':') < 0 ? name : "[" + name + "]") + ":" + number;
        return command.replace("{host}:{port}", address)
                .replace("{host}", name)
                .replace("{port}", number)
                .replace("{url}", url != null ? url : "URL");
    }

    private static @Nullable String hostOf(@Nullable String address) {
        if (address == null) {
            return null;
        }
        int bracket = address.indexOf(']');
        String host = address.startsWith("[") && bracket > 0
                ? address.substring(1, bracket)
                : address.substring(0, endOfHost(address));
        return isHost(host) ? host : null;
    }

    private static @Nullable String portOf(@Nullable String address) {
        if (address == null) {
            return null;
        }
        int colon = address.startsWith("[") ? address.indexOf("]:") + 1 : endOfHost(address);
        return colon > 0 && colon < address.length() ? port(address.substring(colon + 1)) : null;
    }

    /** Returns where the host ends: at the only colon. More than one make an IPv6 address. */
    private static int endOfHost(String address) {
        int colon = address.indexOf(':');
        return colon >= 0 && colon == address.lastIndexOf(':') ? colon : address.length();
    }

    private static @Nullable String port(String digits) {
        boolean number = !digits.isEmpty() && digits.length() <= 5 && Ascii.consistsOfDigits(digits);
        int port = number ? Integer.parseInt(digits) : 0;
        return port > 0 && port <= MAX_PORT ? Integer.toString(port) : null;
    }

    /** A leading hyphen is refused: a command would take it for an option. */
    private static boolean isHost(String host) {
        return !host.isEmpty()
                && host.length() <= MAX_HOST
                && host.charAt(0) != '-'
                && Ascii.consistsOf(host, host.indexOf(':') < 0 ? "-._" : ":.");
    }

    private static @Nullable URI httpUri(String url) {
        try {
            URI uri = url.length() <= MAX_URL ? new URI(url) : null;
            boolean valid = uri != null
                    && ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
                    && uri.getRawUserInfo() == null
                    && hostOf(uri.getHost()) != null
                    && uri.getPort() <= MAX_PORT
                    && Ascii.consistsOf(uri.getRawPath(), "-._~/%:@+,=");
            return valid ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static int portOf(URI uri) {
        if (uri.getPort() > 0) {
            return uri.getPort();
        }
        return uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    private static String withoutQuery(URI uri) {
        return uri.getScheme().toLowerCase(Locale.ROOT) + "://" + uri.getRawAuthority() + uri.getRawPath();
    }

    private static @Nullable String url(@Nullable String host, @Nullable String port) {
        return host == null || port == null ? null : url(port.endsWith("443") ? "https" : "http", host, port);
    }

    private static String url(String scheme, String host, String port) {
        return scheme + "://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port + "/";
    }
}
