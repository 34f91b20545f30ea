package io.github.gatefault.runbook;

import io.github.gatefault.pages.internal.text.Ascii;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The upstream that commands are about. What is filled into a command is a host name, an address, a port or a URL in letters
 * that mean nothing to a shell, or it is left out: nobody can have an operator run something else by the name of a host.
 *
 * <p>Where a part is not known, its command has {@code HOST}, {@code PORT} or {@code URL} in its place.
 */
public final class Target {
    /** An upstream of which nothing is known. */
    public static final Target UNKNOWN = new Target(null, null, null, null);

    /** The longest name of a host (RFC 1035, section 2.3.4), in characters. */
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
     * Returns the upstream at this address, as far as it is one. Never throws.
     *
     * @param address {@code host} or {@code host:port}, an IPv6 address in brackets where a port follows; {@code null} if not
     *     known
     * @param url where the upstream answers HTTP, without a user's name; its query is not kept; {@code null} if not known. It
     *     tells the host and the port where the address does not, and the other way round
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
     * Returns this upstream as one that is called by {@code https}, such as where TLS with it failed: at its URL if that says
     * so; else at the port of its address, or at 443. A URL that says {@code http} is not what TLS was tried with.
     */
    public Target overTls() {
        if (host == null || (url != null && url.startsWith("https:"))) {
            return this;
        }
        String secured = portOfAddress != null ? portOfAddress : HTTPS_PORT;
        return new Target(host, secured, secured, url("https", host, secured));
    }

    /** Returns this command with what is known filled in. */
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

    /** Where the host ends: at its only colon, for more of them are an IPv6 address. */
    private static int endOfHost(String address) {
        int colon = address.indexOf(':');
        return colon >= 0 && colon == address.lastIndexOf(':') ? colon : address.length();
    }

    private static @Nullable String port(String digits) {
        boolean number = !digits.isEmpty() && digits.length() <= 5 && Ascii.consistsOfDigits(digits);
        int port = number ? Integer.parseInt(digits) : 0;
        return port > 0 && port <= MAX_PORT ? Integer.toString(port) : null;
    }

    /** An option of a command would begin with a hyphen. */
    private static boolean isHost(String host) {
        return !host.isEmpty()
                && host.length() <= MAX_HOST
                && host.charAt(0) != '-'
                && Ascii.consistsOf(host, host.indexOf(':') < 0 ? "-._" : ":.");
    }

    private static @Nullable URI httpUri(String url) {
        try {
            URI uri = url.length() <= MAX_URL ? new URI(url) : null;
            boolean ours = uri != null
                    && ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
                    && uri.getRawUserInfo() == null
                    && hostOf(uri.getHost()) != null
                    && uri.getPort() <= MAX_PORT
                    && Ascii.consistsOf(uri.getRawPath(), "-._~/%:@+,=");
            return ours ? uri : null;
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
