package io.github.gatefault.cause;

import java.util.Locale;

/** How surely a cause was told from an exception. */
public enum Confidence {
    /** By the exception's class alone: it is thrown for nothing else. */
    CLASS,
    /** By the beginning of its message: the class says less than the text that its library put there. */
    MESSAGE,
    /** By what is left when nothing told more: a class that stands for several faults, or the place it was thrown at. */
    FALLBACK;

    private final String token = name().toLowerCase(Locale.ROOT);

    /** Returns the word in the log event: {@code class}, {@code message} or {@code fallback}. */
    public String token() {
        return token;
    }
}
