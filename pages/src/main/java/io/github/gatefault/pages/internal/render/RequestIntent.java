package io.github.gatefault.pages.internal.render;

import java.util.Set;

/** Whether a request only asks for something (RFC 9110, section 9.2.1), as far as that is known. */
public enum RequestIntent {
    READ,
    CHANGE,
    /** For pages that are written before anybody knows the request. */
    UNKNOWN;

    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    public static RequestIntent of(String method) {
        return SAFE_METHODS.contains(method) ? READ : CHANGE;
    }
}
