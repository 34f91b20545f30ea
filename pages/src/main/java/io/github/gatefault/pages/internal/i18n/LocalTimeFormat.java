package io.github.gatefault.pages.internal.i18n;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Formats times to the second. The last result is cached, since an outage has many incidents within one second. */
final class LocalTimeFormat {
    private record Formatted(long second, String local, String iso) {}

    private final DateTimeFormatter pattern;
    private volatile @Nullable Formatted last;

    LocalTimeFormat(DateTimeFormatter pattern) {
        this.pattern = pattern;
    }

    /** Returns the time as people write it. */
    String local(Instant time) {
        return format(time).local;
    }

    /** Returns the time as programs write it (RFC 3339). */
    String iso(Instant time) {
        return format(time).iso;
    }

    private Formatted format(Instant time) {
        Formatted formatted = last;
        if (formatted == null || formatted.second != time.getEpochSecond()) {
            Instant second = Instant.ofEpochSecond(time.getEpochSecond());
            formatted = new Formatted(time.getEpochSecond(), pattern.format(second), second.toString());
            last = formatted;
        }
        return formatted;
    }
}
