package io.github.gatefault.suite.upstream;

import java.util.Locale;

/** What the upstream does with a request; the last segment of the path names it, with dashes. */
public enum Fault {
    /** 200 with a short text. */
    OK,
    /** Says what it was asked: request line, fields, length and checksum of the body. */
    ECHO,
    /** 200 with 1 MB behind a Content-Length. */
    BIG,
    /** 200 in three chunks. */
    CHUNKED,
    /** 200, compressed. */
    GZIP,
    /** 206 with a range. */
    RANGE,
    /** Three events, {@value FaultUpstream#EVENT_GAP_MILLIS} ms apart. */
    SSE,
    /** Trailers behind a chunked body. */
    TRAILERS,
    /** 103 before 200. */
    EARLY_HINTS,
    /** 204. */
    NO_CONTENT,
    /** 304 with an ETag. */
    NOT_MODIFIED,
    /** 302. */
    REDIRECT,
    /** 404 with a page of its own. */
    NOT_FOUND,
    /** 500 with JSON of its own. */
    ERROR_500,

    /** Nothing listens. */
    REFUSED(Harm.NO_ANSWER),
    /** A TCP reset once the request has been read. */
    RESET(Harm.NO_ANSWER),
    /** Closes once the request has been read. */
    EMPTY(Harm.NO_ANSWER),
    /** Never answers. */
    HANG(Harm.NO_ANSWER),
    /** Closes within the head. */
    HALF_HEADER(Harm.NO_ANSWER),
    /** Answers what is not HTTP. */
    GARBAGE(Harm.NO_ANSWER),
    /** One header line of 70 kB. */
    OVERSIZED_HEADER(Harm.NO_ANSWER),

    /** 100 bytes promised, 50 sent. */
    TRUNCATED_SMALL(Harm.CUT_OFF),
    /** 400000 bytes promised, 200000 sent. */
    TRUNCATED(Harm.CUT_OFF),
    /** As {@link #TRUNCATED}, but with a TCP reset. */
    RESET_BODY(Harm.CUT_OFF),
    /** One small chunk, no last one. */
    TRUNCATED_CHUNKED_SMALL(Harm.CUT_OFF),
    /** 200000 bytes of chunks, no last one. */
    TRUNCATED_CHUNKED(Harm.CUT_OFF),
    /** A chunk of 200000 bytes, then a size that is no number. */
    BAD_CHUNK(Harm.CUT_OFF),
    /** 400000 bytes promised, 200000 sent, then silence. */
    STALLED(Harm.CUT_OFF),

    /** 502 without a body. */
    STATUS_502_EMPTY(Harm.ERROR_STATUS),
    /** 503 without a body. */
    STATUS_503_EMPTY(Harm.ERROR_STATUS),
    /** 504 without a body. */
    STATUS_504_EMPTY(Harm.ERROR_STATUS),
    /** 503 without a body, chunked. */
    STATUS_503_EMPTY_CHUNKED(Harm.ERROR_STATUS),
    /** 502 with JSON of its own. */
    STATUS_502_JSON,
    /** 503 with JSON of its own, a cookie, an ETag and a Retry-After. */
    STATUS_503_JSON,
    /** 504 with JSON of its own. */
    STATUS_504_JSON,
    /** 503 with 200000 bytes of its own. */
    STATUS_503_BIG;

    /** How far an answer comes. */
    public enum Harm {
        /** All of it, and it is what the client should get. */
        NONE,
        /** It does not begin. */
        NO_ANSWER,
        /** It begins and does not end. */
        CUT_OFF,
        /** It is whole, and says nothing but that something failed. */
        ERROR_STATUS
    }

    private final String path = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final Harm harm;

    Fault() {
        this(Harm.NONE);
    }

    Fault(Harm harm) {
        this.harm = harm;
    }

    /** Returns the fault that the last segment of this path names. */
    public static Fault ofPath(String path) {
        String segment = path.substring(path.lastIndexOf('/') + 1);
        for (Fault fault : values()) {
            if (fault.path.equals(segment)) {
                return fault;
            }
        }
        throw new IllegalArgumentException("No fault is named by " + path);
    }

    /** Returns the path segment, such as {@code truncated-chunked}. */
    public String path() {
        return path;
    }

    /** Returns how far its answer comes. */
    public Harm harm() {
        return harm;
    }
}
