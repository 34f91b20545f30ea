package io.github.gatefault.pages.internal.i18n;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Times as people write them, to the second. In an outage many are asked for within one: the last one told is kept. */
final class LocalTimeFormat {
    private record Told(long second, String text, String iso) {}

    private final DateTimeFormatter pattern;
    private volatile @Nullable Told last;

    LocalTimeFormat(DateTimeFormatter pattern) {
        this.pattern = pattern;
    }

    /** Returns the time as people write it. */
    String of(Instant time) {
        return told(time).text;
    }

    /** Returns the same time as programs write it (RFC 3339). */
    String iso(Instant time) {
        return told(time).iso;
    }

    private Told told(Instant time) {
        Told told = last;
        if (told == null || told.second != time.getEpochSecond()) {
            Instant second = Instant.ofEpochSecond(time.getEpochSecond());
            told = new Told(time.getEpochSecond(), pattern.format(second), second.toString());
            last = told;
        }
        return told;
    }
}
