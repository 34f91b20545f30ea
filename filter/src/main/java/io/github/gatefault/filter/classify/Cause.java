package io.github.gatefault.filter.classify;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Confidence;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.cause.RequestSent;
import org.jspecify.annotations.Nullable;

/**
 * The cause of a failure, with its evidence.
 *
 * @param type the type of the cause
 * @param detail the cause detail: lower case letters, digits and underscores, or {@code null}
 * @param requestSent whether the upstream had the request; without evidence, what the type says
 * @param receivedStatus the status of the upstream's response (RFC 9209, section 2.1.4), or {@code null}
 * @param upstream the upstream's logical name if the failure reveals it, or {@code null}
 * @param answeredBy the other gateway that answered, such as {@code nginx}, or {@code null}
 * @param evidence for operators: how the cause was found, never in the peer's words
 * @param confidence how sure the cause is, or {@code null} if no exception revealed it
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

    /** Checks that an incident can hold the values. */
    public Cause {
        if (detail != null && !Incident.isCauseDetail(detail)) {
            throw new IllegalArgumentException(
                    "cause detail \"" + detail + "\" must be 1 to 64 lower case letters, digits and underscores");
        }
        if (receivedStatus != null && (receivedStatus < 100 || receivedStatus > 599)) {
            throw new IllegalArgumentException(
                    "received status \"" + receivedStatus + "\" must have three digits and start with 1 to 5");
        }
    }

    /** Returns a cause without further facts. */
    public static Cause of(CauseType type, @Nullable String detail, String evidence) {
        return new Cause(type, detail, type.requestSent(), null, null, null, evidence, null);
    }

    /** Returns this cause with whether the upstream had the request. */
    public Cause requestSent(RequestSent sent) {
        return new Cause(type, detail, sent, receivedStatus, upstream, answeredBy, evidence, confidence);
    }

    /** Returns this cause with the status of the upstream's response, or {@code null} for none. */
    public Cause receivedStatus(@Nullable Integer status) {
        return new Cause(type, detail, requestSent, status, upstream, answeredBy, evidence, confidence);
    }

    /** Returns this cause with the upstream's logical name, or {@code null} for none. */
    public Cause upstream(@Nullable String name) {
        return new Cause(type, detail, requestSent, receivedStatus, name, answeredBy, evidence, confidence);
    }

    /** Returns this cause with the other gateway that answered, or {@code null} for none. */
    public Cause answeredBy(@Nullable String vendor) {
        return new Cause(type, detail, requestSent, receivedStatus, upstream, vendor, evidence, confidence);
    }

    /** Returns this cause with how sure it is. */
    public Cause confidence(Confidence level) {
        return new Cause(type, detail, requestSent, receivedStatus, upstream, answeredBy, evidence, level);
    }
}
