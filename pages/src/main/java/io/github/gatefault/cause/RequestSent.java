package io.github.gatefault.cause;

import java.util.Locale;

/**
 * Whether the visitor's request was handed to the upstream. It decides what may be promised to someone who has just pressed
 * <i>Pay</i>, and whether a request that is not idempotent (RFC 9110, section 9.2.2) may be sent again.
 */
public enum RequestSent {
    /** Provably never handed over: any method may be sent again. */
    NO,
    /** It may have been handed over, and acted upon. */
    MAYBE,
    /** It was handed over; what became of it is not known. */
    YES;

    private final String token = name().toLowerCase(Locale.ROOT);

    /** Returns the word on the wire: {@code no}, {@code maybe} or {@code yes}. */
    public String token() {
        return token;
    }
}
