package io.github.gatefault.pages.internal.render;

import java.util.Set;

/** Whether a request only reads (a safe method of RFC 9110, section 9.2.1) or may change something. */
public enum RequestIntent {
    /** The method is safe. */
    READ,
    /** The method is not safe. */
    CHANGE,
    /** The page is written before the request is known. */
    UNKNOWN;

    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    /** Returns the intent of a request with this method. */
    public static RequestIntent of(String method) {
        return SAFE_METHODS.contains(method) ? READ : CHANGE;
    }
}
