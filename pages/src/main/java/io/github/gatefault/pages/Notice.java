package io.github.gatefault.pages;

import io.github.gatefault.pages.internal.text.UntrustedText;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an operator has to say about a planned or a running incident. It stands on each page until its time is over.
 *
 * @param text one line of at most {@value #MAX_LENGTH} characters, shown as it is
 * @param language the language of the text
 * @param until when it is expected to be over: pages say so, and ask to be tried again then; {@code null} where nobody knows
 */
public record Notice(String text, Locale language, @Nullable Instant until) {
    /** The longest text, in characters. */
    public static final int MAX_LENGTH = 280;

    /** Refuses what could not be shown. */
    public Notice {
        if (text.isBlank()
                || text.length() > MAX_LENGTH
                || !UntrustedText.toDisplay(text).equals(text)) {
            throw new IllegalArgumentException("The notice '" + UntrustedText.toDisplay(text)
                    + "' is not one line of visible text of at most " + MAX_LENGTH + " characters");
        }
        Objects.requireNonNull(language, "language");
    }

    boolean isOver(Instant now) {
        return until != null && !now.isBefore(until);
    }
}
