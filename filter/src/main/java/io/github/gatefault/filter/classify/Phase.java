package io.github.gatefault.filter.classify;

/** How far the response was when the exchange failed, judged by what the app did to it. */
public enum Phase {
    /** The app had set nothing. */
    NOTHING,
    /** The app had set a status and a header, so it had received the upstream's headers. */
    HEADERS,
    /** The app had written a part of the body, and our buffer still held all of it. */
    BODY,
    /** Status and headers had been sent to the client. */
    COMMITTED;

    /** Returns whether the upstream's headers had arrived. */
    public boolean headersReceived() {
        return this != NOTHING;
    }
}
