package io.github.gatefault.runbook;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The upstream that commands are about. Only characters without a meaning to a shell are filled into a command: a host's name must
 * not make an operator run something else.
 *
 * <p>Where a part is unknown or unsafe, the command has {@code HOST}, {@code PORT} or {@code URL} instead.
 */
public final class Target {
    /** An upstream whose host, port and URL are unknown. */
    public static final Target UNKNOWN = new Target(null, null, null, null);

    /** The length limit of a host name (RFC 1035, section 2.3.4), in characters. */
    private static final int MAX_HOST = 253;

    private static final int MAX_URL = 1024;
    private static final int MAX_PORT = 65535;
    private static final String HTTPS_PORT = "443";

    private final @Nullable String host;
    private final @Nullable String port;
    private final @Nullable String portOfAddress;
    private final @Nullable String url;

    private Target(@Nullable String host, @Nullable String port, @Nullable String portOfAddress, @Nullable String url) {
        this.host = host;
        this.port = port;
        this.portOfAddress = portOfAddress;
        this.url = url;
    }

    /**
     * Returns the upstream at this address; malformed parts count as unknown. Never throws.
     *
     * @param address {@code host} or {@code host:port}, with an IPv6 address in brackets where a port follows; {@code null} if
     *     unknown
     * @param url the upstream's HTTP URL without a user name; its query is dropped; {@code null} if unknown. Host and port are
     *     taken from it where the address has none, and the other way round
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
     * Returns this upstream with an {@code https} URL, for a failure of TLS: its own if it has one, else one with the port of its
     * address, or 443. Its {@code http} URL is not where TLS failed.
     */
    public Target overTls() {
        if (host == null || (url != null && url.startsWith("https:"))) {
            return this;
        }
        String tlsPort = portOfAddress != null ? portOfAddress : HTTPS_PORT;
        return new Target(host, tlsPort, tlsPort, url("https", host, tlsPort));
    }

    /** Fills the known parts into this command. */
    String fill(String command) {
        String name = host != null ? host : "HOST";
        String number = port != null ? port : "PORT";
        // An IPv6 address has colons of its own.
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

    /** Returns the end of the host: the only colon, since several colons are an IPv6 address. */
    private static int endOfHost(String address) {
        int colon = address.indexOf(':');
        return colon >= 0 && colon == address.lastIndexOf(':') ? colon : address.length();
    }

    private static @Nullable String port(String digits) {
        boolean number = !digits.isEmpty() && digits.length() <= 5 && hasOnlySafeCharacters(digits, "");
        int port = number && digits.chars().allMatch(c -> c <= '9') ? Integer.parseInt(digits) : 0;
        return port > 0 && port <= MAX_PORT ? Integer.toString(port) : null;
    }

    /** A leading hyphen is refused, since it would begin an option of the command. */
    private static boolean isHost(String host) {
        return !host.isEmpty()
                && host.length() <= MAX_HOST
                && host.charAt(0) != '-'
                && hasOnlySafeCharacters(host, host.indexOf(':') < 0 ? "-._" : ":.");
    }

    private static boolean hasOnlySafeCharacters(String text, String punctuation) {
        return text.chars()
                .allMatch(c -> (c >= 'a' && c <= 'z')
                        || (c >= 'A' && c <= 'Z')
                        || (c >= '0' && c <= '9')
                        || punctuation.indexOf(c) >= 0);
    }

    private static @Nullable URI httpUri(String url) {
        try {
            URI uri = url.length() <= MAX_URL ? new URI(url) : null;
            boolean valid = uri != null
                    && ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
                    && uri.getRawUserInfo() == null
                    && hostOf(uri.getHost()) != null
                    && uri.getPort() <= MAX_PORT
                    && hasOnlySafeCharacters(uri.getRawPath(), "-._~/%:@+,=");
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
        if (host == null || port == null) {
            return null;
        }
        return url(port.endsWith("443") ? "https" : "http", host, port);
    }

    private static String url(String scheme, String host, String port) {
        return scheme + "://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port + "/";
    }
}
