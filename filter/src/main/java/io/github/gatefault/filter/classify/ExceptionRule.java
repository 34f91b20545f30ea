package io.github.gatefault.filter.classify;

import io.github.gatefault.cause.Confidence;
import io.github.gatefault.cause.RequestSent;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table of rules. The index of the table knows the classes that it is for.
 *
 * @param id its name in evidence
 * @param line its line in the table; the smaller one wins
 * @param message what the message starts with, or {@code null} for any message
 * @param thrownIn prefixes of class names, one of which must be on the stack; empty for any stack
 * @param causeBeforeHeaders the cause if nothing of the response had arrived; {@code null} if no upstream failed
 * @param causeAfterHeaders the cause if the response had begun; {@code null} if no upstream failed
 * @param requestSent whether the upstream had the request, or {@code null} if the cause says so
 * @param status the upstream's status; {@code null} if the message contains it or it is unknown
 * @param minElapsed how long the exchange must have taken at least
 * @param confidence how sure the rule is of its cause
 */
record ExceptionRule(
        String id,
        int line,
        @Nullable MessagePattern message,
        List<String> thrownIn,
        @Nullable CauseSpec causeBeforeHeaders,
        @Nullable CauseSpec causeAfterHeaders,
        @Nullable RequestSent requestSent,
        @Nullable Integer status,
        Duration minElapsed,
        Confidence confidence) {

    /** Returns whether an exception that has the right class matches the rest of the row. */
    boolean matches(ThrowableInfo exception, Duration elapsed) {
        return elapsed.compareTo(minElapsed) >= 0
                && (message == null || message.matches(exception.message()))
                && (thrownIn.isEmpty() || exception.isThrownIn(thrownIn));
    }

    /** Returns whether a rule for a suppressed exception takes precedence. It never does if no upstream failed. */
    boolean yieldsToSuppressed() {
        return confidence == Confidence.FALLBACK && causeBeforeHeaders != null;
    }

    /** Returns the upstream's status in an exception that matches, or {@code null}. */
    @Nullable
    Integer receivedStatus(ThrowableInfo exception) {
        return message == null || status != null ? status : message.status(exception.message());
    }
}
