package io.github.gatefault.cause;

import static io.github.gatefault.cause.IncidentField.Kind.DERIVED;
import static io.github.gatefault.cause.IncidentField.Kind.IDENTITY;
import static io.github.gatefault.cause.IncidentField.Kind.OPTIONAL;
import static io.github.gatefault.cause.IncidentField.Kind.REQUIRED;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an {@link Incident}, in the order of the log event. The log, the stores and the lookup all read this list, so
 * that a field has one key everywhere.
 */
@SuppressWarnings("ImmutableEnumChecker") // The functions have no state.
public enum IncidentField {
    /** The ID that the visitor reads out. */
    CORRELATION_ID(IDENTITY, "correlation_id", 128, Incident::id),
    /** The time of the failure. The log has its own. */
    TIME(IDENTITY, "time", 35, incident -> incident.time().toString()),
    /** The cause, as a token of {@link CauseType}. */
    CAUSE(IDENTITY, "cause", 64, incident -> incident.cause().token()),
    /** The family of the cause. */
    CATEGORY(DERIVED, "category", 64, incident -> incident.cause().family().token()),
    /** The HTTP status that the visitor got. */
    STATUS(REQUIRED, "status", 3, Incident::status, (incident, text) -> incident.status(Integer.parseInt(text))),
    /** What the visitor got. */
    OUTCOME(
            REQUIRED,
            "outcome",
            16,
            incident -> incident.outcome().token(),
            (incident, text) -> incident.outcome(constant(Outcome.class, text))),
    /** Whether the upstream got the request. */
    REQUEST_SENT(
            REQUIRED,
            "request_sent",
            8,
            incident -> incident.requestSent().token(),
            (incident, text) -> incident.requestSent(constant(RequestSent.class, text))),
    /** Who has to act. */
    ACTION_BY(DERIVED, "action_by", 16, incident -> incident.cause().actionBy().token()),
    /** The method of the request. */
    METHOD(REQUIRED, "method", 32, Incident::method, Incident.Builder::method),
    /** The path of the request, without its query. */
    PATH(REQUIRED, "path", Incident.MAX_PATH, Incident::path, Incident.Builder::path),
    /** The milliseconds from the request's arrival to the failure. */
    DURATION(
            REQUIRED,
            "duration_ms",
            32,
            incident -> incident.duration().toMillis(),
            (incident, text) -> incident.duration(Duration.parse(text))),
    /** The detail of the cause. */
    CAUSE_DETAIL(OPTIONAL, "cause_detail", 64, Incident::causeDetail, Incident.Builder::causeDetail),
    /** The seconds to wait before another try. Not in the log. */
    RETRY_AFTER(
            OPTIONAL,
            "retry_after",
            32,
            incident -> incident.retryAfterSeconds().orElse(null),
            (incident, text) -> incident.retryAfter(Duration.parse(text))),
    /** The logical name of the upstream. */
    UPSTREAM(OPTIONAL, "upstream", 255, Incident::upstream, Incident.Builder::upstream),
    /** The gateway that answered instead of the upstream. */
    ANSWERED_BY(OPTIONAL, "answered_by", 255, Incident::answeredBy, Incident.Builder::answeredBy),
    /** The HTTP status that the upstream sent. */
    RECEIVED_STATUS(
            OPTIONAL,
            "received_status",
            11,
            Incident::receivedStatus,
            (incident, text) -> incident.receivedStatus(Integer.valueOf(text))),
    /** The trace-id of W3C Trace Context. */
    TRACE_ID(OPTIONAL, "trace_id", 64, Incident::traceId, Incident.Builder::traceId),
    /** What the cause was concluded from. */
    EVIDENCE(OPTIONAL, "evidence", 1_000, Incident::evidence, Incident.Builder::evidence),
    /** How sure the conclusion is. */
    CONFIDENCE(
            OPTIONAL,
            "confidence",
            16,
            incident ->
                    incident.confidence() == null ? null : incident.confidence().token(),
            (incident, text) -> incident.confidence(constant(Confidence.class, text)));

    /** Whether a stored incident has the field. */
    enum Kind {
        /** Always; an incident cannot be built without it. */
        IDENTITY,
        /** Always. */
        REQUIRED,
        /** If it is known. */
        OPTIONAL,
        /** Never, since the cause implies it. */
        DERIVED
    }

    /** The fields that a store keeps; the cause implies the others. */
    public static final List<IncidentField> STORED =
            Arrays.stream(values()).filter(field -> field.kind != DERIVED).toList();

    private final Kind kind;
    private final String key;
    private final int maxLength;
    private final Function<Incident, @Nullable Object> value;
    private final BiConsumer<Incident.Builder, String> setter;

    IncidentField(Kind kind, String key, int maxLength, Function<Incident, @Nullable Object> value) {
        this(kind, key, maxLength, value, (incident, text) -> {});
    }

    IncidentField(
            Kind kind,
            String key,
            int maxLength,
            Function<Incident, @Nullable Object> value,
            BiConsumer<Incident.Builder, String> setter) {
        this.kind = kind;
        this.key = key;
        this.maxLength = maxLength;
        this.value = value;
        this.setter = setter;
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
        return value.apply(incident);
    }

    /**
     * Returns the exact value as text, or {@code null} if it is unknown: the {@link #value}, but times and durations in the full
     * precision of ISO 8601.
     */
    public @Nullable String text(Incident incident) {
        Object exact = switch (this) {
            case DURATION -> incident.duration();
            case RETRY_AFTER -> incident.retryAfter();
            default -> value(incident);
        };
        return exact == null ? null : exact.toString();
    }

    /**
     * Returns the incident that has these values.
     *
     * @param texts returns the {@link #text} of a field, or {@code null} if it is unknown
     * @throws IllegalArgumentException if a required field is missing or a value is invalid, such as one that a newer version of
     *     this library wrote
     */
    public static Incident parse(Function<IncidentField, @Nullable String> texts) {
        try {
            Incident.Builder incident = Incident.builder(
                            CORRELATION_ID.required(texts),
                            Instant.parse(TIME.required(texts)),
                            CauseType.ofToken(CAUSE.required(texts)).orElseThrow(IllegalArgumentException::new))
                    .retryAfter(null);
            for (IncidentField field : STORED) {
                String text = field.kind == OPTIONAL ? texts.apply(field) : field.required(texts);
                if (text != null) {
                    field.setter.accept(incident, text);
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
