package io.github.gatefault.pages;

/** The formats of an answer. */
public enum Format {
    /** The page for people. */
    HTML("text/html;charset=utf-8"),
    /** Problem details of RFC 9457. */
    PROBLEM_JSON("application/problem+json"),
    /** The same object as {@code application/json}. */
    JSON("application/json"),
    /** Problem details of RFC 9457, appendix B. */
    PROBLEM_XML("application/problem+xml;charset=utf-8"),
    /** The same document as {@code application/xml}. */
    XML("application/xml;charset=utf-8"),
    /** The same members for terminals, a line each. */
    TEXT("text/plain;charset=utf-8"),
    /** One line, for images, styles, scripts and other subresources. */
    SHORT_TEXT("text/plain;charset=utf-8");

    private final String contentType;

    Format(String contentType) {
        this.contentType = contentType;
    }

    /** Returns the exact {@code Content-Type}; JSON is UTF-8 by definition (RFC 8259, section 8.1). */
    public String contentType() {
        return contentType;
    }
}
