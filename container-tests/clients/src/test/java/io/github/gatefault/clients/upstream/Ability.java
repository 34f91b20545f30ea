package io.github.gatefault.clients.upstream;

/** What a client has to be able to do for a {@link Trouble} to come its way. */
public enum Ability {
    /** Opens connections of TCP, whatever it speaks over them. */
    CONNECTS,
    /** Speaks HTTP/1.1, over TLS too, and follows redirects if it can. */
    HTTP,
    /** Speaks HTTP/2 to a server that offers it by ALPN. */
    HTTP2,
    /** Unpacks a body that comes with {@code Content-Encoding: gzip}. */
    GUNZIPS,
    /** Gives up on a body that stalls. */
    LIMITS_BODY,
    /** Shares so many connections and no more, and waits for one for so long. */
    POOLS,
    /** Makes an exception of a status that is an error. */
    THROWS_STATUS,
    /** Holds the calling thread while it waits. */
    BLOCKS,
    /** Has a call that the app can cancel while its own thread waits for it. */
    CANCELS,
    /** Stops calling what keeps failing. */
    BREAKS_CIRCUIT,
    /** Lets so many calls through at a time, and no more. */
    BULKHEADS,
    /** Gives up on a call by itself, whatever the call does. */
    LIMITS_TIME
}
