package io.github.gatefault.filter.internal.http;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Reads an upstream's {@code Retry-After} (RFC 9110, section 10.2.3): seconds or a date. */
public final class RetryAfter {
    /** Nobody waits longer for a page, so a longer wait is a mistake of the upstream. */
    private static final Duration MAX_WAIT = Duration.ofDays(30);

    private RetryAfter() {}

    /** Returns the time to wait from now on, or {@code null} if the header is absent, in the past or malformed. */
    public static @Nullable Duration parse(@Nullable String header, Instant now) {
        if (header == null || header.isEmpty() || header.length() > 40) {
            return null;
        }
        try {
            Duration wait = Character.isDigit(header.charAt(0))
                    ? Duration.ofSeconds(Integer.parseInt(header))
                    : Duration.between(now, ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME));
            return wait.isNegative() || wait.isZero() || wait.compareTo(MAX_WAIT) > 0 ? null : wait;
        } catch (NumberFormatException | DateTimeParseException e) {
            return null;
        }
    }
}
