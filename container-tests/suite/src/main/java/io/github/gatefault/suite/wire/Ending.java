package io.github.gatefault.suite.wire;

/** How an answer ended, as its client could see it. */
public enum Ending {
    /** By its own framing: the length reached, the last chunk or {@code END_STREAM} seen, or closed where closing is the end. */
    COMPLETE,
    /** Closed short of its Content-Length, without its last chunk, or within its head. */
    TRUNCATED,
    /** By a TCP reset, or by {@code RST_STREAM} or {@code GOAWAY}. */
    RESET,
    /** Closed before the first byte of an answer. */
    NO_ANSWER,
    /** Not at all, for as long as the client waited. */
    OPEN,
    /** By bytes that are not HTTP. */
    MALFORMED
}
