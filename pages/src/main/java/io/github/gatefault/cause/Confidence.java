package io.github.gatefault.cause;

import java.util.Locale;

/** How sure the conclusion from an exception to a cause is. */
public enum Confidence {
    /** The class of the exception is enough, since it has no other cause. */
    CLASS,
    /** The beginning of the message decided, since the class has several causes. */
    MESSAGE,
    /** A guess: from a class that has several causes, or from the place where it was thrown. */
    FALLBACK;

    private final String token = name().toLowerCase(Locale.ROOT);

    /** Returns the token in the log event: {@code class}, {@code message} or {@code fallback}. */
    public String token() {
        return token;
    }
}
