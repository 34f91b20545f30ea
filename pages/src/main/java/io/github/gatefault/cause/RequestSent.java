package io.github.gatefault.cause;

import java.util.Locale;

/** Whether the upstream got the request: only if not may one that is not idempotent (RFC 9110, 9.2.2) be sent again. */
public enum RequestSent {
    /** Provably not: a request of any method may be sent again. */
    NO,
    /** Perhaps, and the upstream may have acted on it. */
    MAYBE,
    /** Yes; whether the upstream acted on it is unknown. */
    YES;

    private final String token = name().toLowerCase(Locale.ROOT);

    /** Returns the token on the wire: {@code no}, {@code maybe} or {@code yes}. */
    public String token() {
        return token;
    }
}
