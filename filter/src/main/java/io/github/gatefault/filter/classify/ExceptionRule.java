package io.github.gatefault.filter.classify;

import io.github.gatefault.cause.Confidence;
import io.github.gatefault.cause.RequestSent;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table: a link of this class, with such a message or from such a place, means this cause.
 *
 * @param line the row's line in the table, by which evidence names it
 * @param className the name of the link's class or of one that it extends; a name, for no client is a dependency
 * @param message what the message begins with, or {@code null} for any
 * @param thrownIn what the name of a class on the stack begins with, one of them; none for anywhere
 * @param beforeHeaders the cause where nothing of the answer had arrived; {@code null} for no failure of an upstream's
 * @param afterHeaders the same where the answer had begun
 * @param requestSent what is known of the request, or {@code null} for what the cause says
 * @param status the status that the upstream answered with; {@code null} where the message tells it, or nothing
 * @param after how long the exchange had taken at least
 * @param confidence how surely this tells the cause
 */
record ExceptionRule(
        int line,
        String className,
        @Nullable Pattern message,
        List<String> thrownIn,
        @Nullable Word beforeHeaders,
        @Nullable Word afterHeaders,
        @Nullable RequestSent requestSent,
        @Nullable Integer status,
        Duration after,
        Confidence confidence) {
    /** A status of 4xx or 5xx in a message. */
    static final String STATUS = "(?<status>[45][0-9]{2})\\b";

    /** Returns whether the rest of the row holds for a link that is of this class. */
    boolean holdsFor(Link link, Duration elapsed) {
        return elapsed.compareTo(after) >= 0
                && (message == null || message.matcher(link.message()).lookingAt())
                && (thrownIn.isEmpty() || link.thrownIn(thrownIn));
    }

    /** Returns the status that a link for which this holds tells of, or {@code null}. */
    @Nullable
    Integer statusIn(Link link) {
        if (message == null || !message.pattern().contains(STATUS)) {
            return status;
        }
        Matcher text = message.matcher(link.message());
        return text.lookingAt() ? Integer.valueOf(text.group("status")) : null;
    }
}
