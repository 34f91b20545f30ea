package io.github.gatefault.filter;

import io.github.gatefault.cause.CauseType;
import org.jspecify.annotations.Nullable;

/** Which status the visitor gets. */
public enum StatusPolicy {
    /**
     * The one that RFC 9209 recommends for the cause; of an error that the upstream answered and of which no more is known, its
     * own, if RFC 9110 or a later RFC has it.
     */
    RFC9209,
    /** 502 for every failure of an upstream. */
    ALWAYS_502,
    /** 503 for every failure of an upstream: some CDNs put pages of their own in the place of a 502 or 504. */
    ALWAYS_503;

    public int statusOf(CauseType cause, @Nullable Integer received) {
        return switch (this) {
            case RFC9209 ->
                cause == CauseType.UPSTREAM_ERROR_RESPONSE && received != null && isStandard(received)
                        ? received
                        : cause.status();
            case ALWAYS_502 -> 502;
            case ALWAYS_503 -> 503;
        };
    }

    private static boolean isStandard(int status) {
        return status >= 500 && status <= 511;
    }
}
