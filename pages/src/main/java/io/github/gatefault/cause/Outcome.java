package io.github.gatefault.cause;

import java.util.Locale;

/** What the visitor got for a failure. */
public enum Outcome {
    /** A complete answer of this library instead of the upstream's. */
    REPLACED,
    /** A connection that was cut off, since the upstream's answer had begun and could not be completed. */
    AFTER_COMMIT;

    private final String token = name().toLowerCase(Locale.ROOT);

    /** Returns the token in logs and metrics: {@code replaced} or {@code after_commit}. */
    public String token() {
        return token;
    }
}
