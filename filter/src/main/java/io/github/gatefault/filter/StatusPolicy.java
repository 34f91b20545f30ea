package io.github.gatefault.filter;

import io.github.gatefault.cause.CauseType;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The status that visitors get. */
public enum StatusPolicy {
    /**
     * The status that RFC 9209 recommends for the cause. For an error response of the upstream without a known cause it is the
     * upstream's own status, if it is a standard one.
     */
    RFC9209,
    /** 502 for every failure of an upstream. */
    ALWAYS_502,
    /** 503 for every failure of an upstream: some CDNs replace the body of a 502 or 504. */
    ALWAYS_503;

    private final String token = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** Returns the policy that configuration calls so. */
    static StatusPolicy ofToken(String token) {
        return Arrays.stream(values())
                .filter(policy -> policy.token.equals(token))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the value of the key {@code status}. */
    String token() {
        return token;
    }

    int statusOf(CauseType cause, @Nullable Integer received) {
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
