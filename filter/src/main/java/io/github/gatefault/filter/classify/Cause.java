package io.github.gatefault.filter.classify;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.RequestSent;
import org.jspecify.annotations.Nullable;

/**
 * A word of the vocabulary with its evidence.
 *
 * @param type the word
 * @param detail a finer word, or {@code null}
 * @param requestSent what is known of the request; where the evidence says nothing, what the word says
 * @param receivedStatus the status that the upstream answered with, or {@code null}
 * @param upstream the upstream's logical name where the failure tells it, or {@code null}
 * @param answeredBy which other gateway answered, such as {@code nginx}, or {@code null}
 * @param evidence what told it: never text of the peer's
 */
public record Cause(
        CauseType type,
        @Nullable String detail,
        RequestSent requestSent,
        @Nullable Integer receivedStatus,
        @Nullable String upstream,
        @Nullable String answeredBy,
        String evidence) {

    /** Returns a cause of which no more is known than its word and how that was told. */
    public static Cause of(CauseType type, @Nullable String detail, String evidence) {
        return new Cause(type, detail, type.requestSent(), null, null, null, evidence);
    }

    /** Returns this cause, with what is known of the request. */
    public Cause requestSent(RequestSent known) {
        return new Cause(type, detail, known, receivedStatus, upstream, answeredBy, evidence);
    }
}
