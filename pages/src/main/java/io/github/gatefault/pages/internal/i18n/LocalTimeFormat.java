package io.github.gatefault.pages.internal.i18n;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Formats times to the second. The last result is cached, since an outage has many incidents within one second. */
final class LocalTimeFormat {
    /** A time as people write it, and as programs do (RFC 3339). */
    record Formatted(long second, String local, String iso) {}

    private final DateTimeFormatter pattern;
    private volatile @Nullable Formatted last;

    LocalTimeFormat(DateTimeFormatter pattern) {
        this.pattern = pattern;
    }

    Formatted format(Instant time) {
        Formatted formatted = last;
        if (formatted == null || formatted.second != time.getEpochSecond()) {
            Instant second = Instant.ofEpochSecond(time.getEpochSecond());
            formatted = new Formatted(time.getEpochSecond(), pattern.format(second), second.toString());
            last = formatted;
        }
        return formatted;
    }
}
