package io.github.gatefault.filter.classify;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Confidence;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.cause.RequestSent;
import org.jspecify.annotations.Nullable;

/**
 * A word of the vocabulary with its evidence.
 *
 * @param type the word
 * @param detail a finer word of lower case letters, digits and underscores, or {@code null}
 * @param requestSent what is known of the request; where the evidence says nothing, what the word says
 * @param receivedStatus the status that the upstream answered with (RFC 9209, section 2.1.4), or {@code null}
 * @param upstream the upstream's logical name where the failure tells it, or {@code null}
 * @param answeredBy which other gateway answered, such as {@code nginx}, or {@code null}
 * @param evidence what told it, for operators: never text of the peer's
 * @param confidence how surely an exception told it, or {@code null} where it was not told from an exception
 */
public record Cause(
        CauseType type,
        @Nullable String detail,
        RequestSent requestSent,
        @Nullable Integer receivedStatus,
        @Nullable String upstream,
        @Nullable String answeredBy,
        String evidence,
        @Nullable Confidence confidence)
        implements Verdict {

    /** Refuses what no incident could hold. */
    public Cause {
        if (detail != null && !Incident.isCauseDetail(detail)) {
            throw new IllegalArgumentException(
                    "A cause detail is a word of 1 to 64 lower case letters, digits and underscores");
        }
        if (receivedStatus != null && (receivedStatus < 100 || receivedStatus > 599)) {
            throw new IllegalArgumentException(
                    "A received status has three digits and starts with 1 to 5, unlike " + receivedStatus);
        }
    }

    /** Returns a cause of which no more is known than its word and how that was told. */
    public static Cause of(CauseType type, @Nullable String detail, String evidence) {
        return new Cause(type, detail, type.requestSent(), null, null, null, evidence, null);
    }

    /** Returns this cause, with what is known of the request. */
    public Cause requestSent(RequestSent known) {
        return new Cause(type, detail, known, receivedStatus, upstream, answeredBy, evidence, confidence);
    }

    /** Returns this cause, with the status that the upstream answered with; {@code null} for none that is known. */
    public Cause receivedStatus(@Nullable Integer status) {
        return new Cause(type, detail, requestSent, status, upstream, answeredBy, evidence, confidence);
    }

    /** Returns this cause, with the upstream's logical name; {@code null} for none that is known. */
    public Cause upstream(@Nullable String name) {
        return new Cause(type, detail, requestSent, receivedStatus, name, answeredBy, evidence, confidence);
    }

    /** Returns this cause, with which other gateway answered; {@code null} for none that is known. */
    public Cause answeredBy(@Nullable String vendor) {
        return new Cause(type, detail, requestSent, receivedStatus, upstream, vendor, evidence, confidence);
    }

    /** Returns this cause, with how surely it was told. */
    public Cause confidence(Confidence surely) {
        return new Cause(type, detail, requestSent, receivedStatus, upstream, answeredBy, evidence, surely);
    }
}
