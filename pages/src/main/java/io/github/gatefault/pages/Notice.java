package io.github.gatefault.pages;

import io.github.gatefault.pages.internal.text.UntrustedText;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An operator's notice about a planned or current outage. Each page shows it until it expires.
 *
 * @param text one line of at most {@value #MAX_LENGTH} characters, shown as it is
 * @param language the language of the text
 * @param until when the outage is expected to end; pages ask visitors to try again then; {@code null} if it is unknown
 */
public record Notice(String text, Locale language, @Nullable Instant until) {
    /** The length limit of the text, in characters. */
    public static final int MAX_LENGTH = 280;

    /** Throws an {@link IllegalArgumentException} if the text is blank, too long or not one line of visible text. */
    public Notice {
        if (text.isBlank()
                || text.length() > MAX_LENGTH
                || !UntrustedText.toDisplay(text).equals(text)) {
            throw new IllegalArgumentException("notice \"" + UntrustedText.toDisplay(text)
                    + "\" must be one line of visible text of at most " + MAX_LENGTH + " characters");
        }
        Objects.requireNonNull(language, "language");
    }

    boolean isExpired(Instant now) {
        return until != null && !now.isBefore(until);
    }
}
