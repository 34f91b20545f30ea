package io.github.gatefault.pages.internal.render;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An operator's notice, as a page shows it.
 *
 * @param text one line of text
 * @param language the language of the text
 * @param until when it is expected to be over, or {@code null} where that is not known
 */
public record NoticeText(
        String text, Locale language, @Nullable Instant until) {}
