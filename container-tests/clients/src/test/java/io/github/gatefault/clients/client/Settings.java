package io.github.gatefault.clients.client;

import java.time.Duration;
import okhttp3.tls.HandshakeCertificates;

/**
 * How a client is set up. Only one of its limits is ever short: whatever the load of the machine, no other can be reached.
 *
 * @param connect how long a connection may take to come about
 * @param answer how long the client waits for an answer, or for more of it
 * @param connections how many connections or calls there may be at a time
 * @param share how long to wait for one of them
 * @param trust whose certificates are good
 */
public record Settings(
        Duration connect, Duration answer, int connections, Duration share, HandshakeCertificates trust) {
    /** Long enough for all that comes before the wait that it ends: a TLS handshake, or another visitor's connection. */
    private static final Duration SHORT = Duration.ofSeconds(1);

    private static final Duration LONG = Duration.ofSeconds(10);

    /** Returns settings that no call reaches the limits of. */
    public static Settings patient(HandshakeCertificates trust) {
        return new Settings(LONG, LONG, 20, LONG, trust);
    }

    /** Returns these settings, with a short time for connections. */
    public Settings hastyToConnect() {
        return new Settings(SHORT, answer, connections, share, trust);
    }

    /** Returns these settings, with a short time for answers. */
    public Settings hastyToBeAnswered() {
        return new Settings(connect, SHORT, connections, share, trust);
    }

    /** Returns these settings, with one connection for all and a short wait for it. */
    public Settings scarce() {
        return new Settings(connect, answer, 1, SHORT, trust);
    }
}
