package io.github.gatefault.cause;

import static io.github.gatefault.cause.IncidentField.Presence.DERIVED;
import static io.github.gatefault.cause.IncidentField.Presence.OPTIONAL;
import static io.github.gatefault.cause.IncidentField.Presence.REQUIRED;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The fields of an {@link Incident} in the order of the log event; each has one key in the log, stores and lookup. */
public enum IncidentField {
    /** The ID that the visitor reads out. */
    CORRELATION_ID(REQUIRED, "correlation_id", 128),
    /** The time of the failure. The log has its own. */
    TIME(REQUIRED, "time", 35),
    /** The cause, as a token of {@link CauseType}. */
    CAUSE(REQUIRED, "cause", 64),
    /** The family of the cause. */
    CATEGORY(DERIVED, "category", 64),
    /** The HTTP status that the visitor got. */
    STATUS(REQUIRED, "status", 3),
    /** What the visitor got. */
    OUTCOME(REQUIRED, "outcome", 16),
    /** Whether the upstream got the request. */
    REQUEST_SENT(REQUIRED, "request_sent", 8),
    /** Who has to act. */
    ACTION_BY(DERIVED, "action_by", 16),
    /** The method of the request. */
    METHOD(REQUIRED, "method", 32),
    /** The path of the request, without its query. */
    PATH(REQUIRED, "path", Incident.MAX_PATH),
    /** The milliseconds from the request's arrival to the failure. */
    DURATION(REQUIRED, "duration_ms", 32),
    /** The detail of the cause. */
    CAUSE_DETAIL(OPTIONAL, "cause_detail", 64),
    /** The seconds to wait before another try. Not in the log. */
    RETRY_AFTER(OPTIONAL, "retry_after", 32),
    /** The logical name of the upstream. */
    UPSTREAM(OPTIONAL, "upstream", 255),
    /** The gateway that answered instead of the upstream. */
    ANSWERED_BY(OPTIONAL, "answered_by", 255),
    /** The HTTP status that the upstream sent. */
    RECEIVED_STATUS(OPTIONAL, "received_status", 11),
    /** The trace-id of W3C Trace Context. */
    TRACE_ID(OPTIONAL, "trace_id", 64),
    /** What the cause was concluded from. */
    EVIDENCE(OPTIONAL, "evidence", 1_000),
    /** How sure the conclusion is. */
    CONFIDENCE(OPTIONAL, "confidence", 16);

    /** Whether a stored incident has the field: always, if it is known, or never, since the cause implies it. */
    enum Presence {
        REQUIRED,
        OPTIONAL,
        DERIVED
    }

    /** The fields that a store keeps; the cause implies the others. */
    public static final List<IncidentField> STORED =
            Arrays.stream(values()).filter(field -> field.presence != DERIVED).toList();

    private final Presence presence;
    private final String key;
    private final int maxLength;

    IncidentField(Presence presence, String key, int maxLength) {
        this.presence = presence;
        this.key = key;
        this.maxLength = maxLength;
    }

    /** Returns the key in the log event and in JSON, such as {@code cause_detail}. */
    public String key() {
        return key;
    }

    /** Returns the length of the longest {@link #text}, in characters. */
    public int maxLength() {
        return maxLength;
    }

    /** Returns the value in the log event and in JSON: a string or a number, or {@code null} if it is unknown. */
    public @Nullable Object value(Incident incident) {
        return switch (this) {
            case CORRELATION_ID -> incident.id();
            case TIME -> incident.time().toString();
            case CAUSE -> incident.cause().token();
            case CATEGORY -> incident.cause().family().token();
            case STATUS -> incident.status();
            case OUTCOME -> incident.outcome().token();
            case REQUEST_SENT -> incident.requestSent().token();
            case ACTION_BY -> incident.cause().actionBy().token();
            case METHOD -> incident.method();
            case PATH -> incident.path();
            case DURATION -> incident.duration().toMillis();
            case CAUSE_DETAIL -> incident.causeDetail();
            case RETRY_AFTER -> incident.retryAfterSeconds().orElse(null);
            case UPSTREAM -> incident.upstream();
            case ANSWERED_BY -> incident.answeredBy();
            case RECEIVED_STATUS -> incident.receivedStatus();
            case TRACE_ID -> incident.traceId();
            case EVIDENCE -> incident.evidence();
            case CONFIDENCE ->
                incident.confidence() == null ? null : incident.confidence().token();
        };
    }

    /** Returns the {@link #value} as text, or {@code null} if unknown; times and durations are exact, in ISO 8601. */
    public @Nullable String text(Incident incident) {
        Object exact = switch (this) {
            case DURATION -> incident.duration();
            case RETRY_AFTER -> incident.retryAfter();
            default -> value(incident);
        };
        return exact == null ? null : exact.toString();
    }

    private void set(Incident.Builder incident, String text) {
        switch (this) {
            case CORRELATION_ID, TIME, CAUSE, CATEGORY, ACTION_BY -> {} // The builder has them from the start.
            case STATUS -> incident.status(Integer.parseInt(text));
            case OUTCOME -> incident.outcome(constant(Outcome.class, text));
            case REQUEST_SENT -> incident.requestSent(constant(RequestSent.class, text));
            case METHOD -> incident.method(text);
            case PATH -> incident.path(text);
            case DURATION -> incident.duration(Duration.parse(text));
            case CAUSE_DETAIL -> incident.causeDetail(text);
            case RETRY_AFTER -> incident.retryAfter(Duration.parse(text));
            case UPSTREAM -> incident.upstream(text);
            case ANSWERED_BY -> incident.answeredBy(text);
            case RECEIVED_STATUS -> incident.receivedStatus(Integer.valueOf(text));
            case TRACE_ID -> incident.traceId(text);
            case EVIDENCE -> incident.evidence(text);
            case CONFIDENCE -> incident.confidence(constant(Confidence.class, text));
        }
    }

    /**
     * Returns the incident that has these values.
     *
     * @param texts returns the {@link #text} of a field, or {@code null} if it is unknown
     * @throws IllegalArgumentException if a required field is missing or a value is invalid, such as one of a newer version
     */
    public static Incident parse(Function<IncidentField, @Nullable String> texts) {
        try {
            Incident.Builder incident = Incident.builder(
                            CORRELATION_ID.required(texts),
                            Instant.parse(TIME.required(texts)),
                            CauseType.ofToken(CAUSE.required(texts)).orElseThrow(IllegalArgumentException::new))
                    .retryAfter(null);
            for (IncidentField field : STORED) {
                String text = field.presence == OPTIONAL ? texts.apply(field) : field.required(texts);
                if (text != null) {
                    field.set(incident, text);
                }
            }
            return incident.build();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private String required(Function<IncidentField, @Nullable String> texts) {
        String text = texts.apply(this);
        if (text == null) {
            throw new IllegalArgumentException("An incident must have a " + key);
        }
        return text;
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String token) {
        return Enum.valueOf(type, token.toUpperCase(Locale.ROOT));
    }
}
