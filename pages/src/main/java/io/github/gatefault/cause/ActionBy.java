package io.github.gatefault.cause;

import java.util.Locale;

/** Who has to do something before the same request can succeed: the {@code action_by} of problem JSON. */
public enum ActionBy {
    /** Whoever sent the request: it cannot succeed as it is. */
    CLIENT,
    /** Whoever runs this gateway. */
    OPERATOR,
    /** Whoever runs the service behind it. */
    UPSTREAM;

    private final String token = name().toLowerCase(Locale.ROOT);

    /** Returns the word on the wire: {@code client}, {@code operator} or {@code upstream}. */
    public String token() {
        return token;
    }
}
