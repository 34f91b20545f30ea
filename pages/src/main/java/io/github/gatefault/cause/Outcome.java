package io.github.gatefault.cause;

import java.util.Locale;

/** What the visitor got for a failure. */
public enum Outcome {
    /** A whole answer of ours, in place of the upstream's. */
    REPLACED,
    /** A connection cut off, because the upstream's answer had already begun and could not be finished. */
    AFTER_COMMIT;

    private final String token = name().toLowerCase(Locale.ROOT);

    /** Returns the word in logs and metrics: {@code replaced} or {@code after_commit}. */
    public String token() {
        return token;
    }
}
