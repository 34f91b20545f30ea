package io.github.gatefault.filter.classify;

import io.github.gatefault.cause.Confidence;
import io.github.gatefault.cause.RequestSent;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table: a link of the classes it stands for, with such a message or from such a place, means this cause.
 *
 * @param line the row's line in the table, by which evidence names it
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
        @Nullable MessagePattern message,
        List<String> thrownIn,
        @Nullable CauseSpec beforeHeaders,
        @Nullable CauseSpec afterHeaders,
        @Nullable RequestSent requestSent,
        @Nullable Integer status,
        Duration after,
        Confidence confidence) {

    /** Returns whether the rest of the row holds for a link that is of this class. */
    boolean holdsFor(ThrowableInfo link, Duration elapsed) {
        return elapsed.compareTo(after) >= 0
                && (message == null || message.isOf(link.message()))
                && (thrownIn.isEmpty() || link.thrownIn(thrownIn));
    }

    /** Returns whether another row may know better; that nothing of an upstream's failed is never vague. */
    boolean isVague() {
        return confidence == Confidence.FALLBACK && beforeHeaders != null;
    }

    /** Returns the status that a link for which this holds tells of, or {@code null}. */
    @Nullable
    Integer statusIn(ThrowableInfo link) {
        return message == null || status != null ? status : message.statusIn(link.message());
    }
}
