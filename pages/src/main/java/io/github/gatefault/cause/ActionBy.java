package io.github.gatefault.cause;

import java.util.Locale;

/** Who must act before the same request can succeed: the {@code action_by} of problem JSON. */
public enum ActionBy {
    /** The client: the request cannot succeed as it is. */
    CLIENT,
    /** The operator of this gateway. */
    OPERATOR,
    /** The operator of the service behind it. */
    UPSTREAM;

    private final String token = name().toLowerCase(Locale.ROOT);

    /** Returns the word on the wire: {@code client}, {@code operator} or {@code upstream}. */
    public String token() {
        return token;
    }
}
