package io.github.gatefault.cause;

import java.util.Locale;

/** The six kinds of failure that a person can tell apart; each {@link CauseType} belongs to one. */
public enum CauseFamily {
    /** The backend is not running, crashed, or is marked down. */
    BACKEND_DOWN,
    /** Wrong address, port, TLS or route on our side. */
    GATEWAY_MISCONFIGURED,
    /** No way there, or no answer in time. */
    NETWORK,
    /** Connections, pools, sockets or memory are used up. */
    RESOURCES_EXHAUSTED,
    /** A CDN, load balancer, firewall or other gateway in between answered. */
    INTERMEDIARY,
    /** An incorrect, blank or garbled answer came back. */
    INVALID_RESPONSE;

    private final String token = name().toLowerCase(Locale.ROOT);

    /** Returns the word on the wire, such as {@code backend_down}: the {@code category} of problem JSON. */
    public String token() {
        return token;
    }
}
