package io.github.gatefault.filter.classify;

/** How far the answer had come when the exchange failed, as seen from what the app did to its response. */
public enum Phase {
    /** Nothing of an answer was seen. */
    NOTHING,
    /** A status and a header were set: the upstream's headers had been received. */
    HEADERS,
    /** Some of a body was written, all of it still in our buffer. */
    BODY,
    /** Status and headers are with the visitor. */
    COMMITTED;

    /** Returns whether the upstream's header section had arrived. */
    public boolean headersReceived() {
        return this != NOTHING;
    }
}
