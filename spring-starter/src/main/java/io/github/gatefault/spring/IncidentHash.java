package io.github.gatefault.spring;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Confidence;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.cause.Outcome;
import io.github.gatefault.cause.RequestSent;
import io.github.gatefault.filter.incident.StoredIncident;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An incident as a hash of Redis: the names of the log event's keys, and texts. What is not known has no field. */
final class IncidentHash {
    /** The field of what was found out afterwards. */
    static final String DIAGNOSIS = "diagnosis";

    private IncidentHash() {}

    static Map<String, String> of(Incident incident) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("correlation_id", incident.id());
        fields.put("time", incident.time().toString());
        fields.put("cause", incident.cause().token());
        fields.put("request_sent", incident.requestSent().token());
        fields.put("status", Integer.toString(incident.status()));
        fields.put("method", incident.method());
        fields.put("path", incident.path());
        fields.put("duration", incident.duration().toString());
        fields.put("outcome", incident.outcome().token());
        put(fields, "cause_detail", incident.causeDetail());
        put(fields, "retry_after", incident.retryAfter());
        put(fields, "upstream", incident.upstream());
        put(fields, "answered_by", incident.answeredBy());
        put(fields, "received_status", incident.receivedStatus());
        put(fields, "trace_id", incident.traceId());
        put(fields, "evidence", incident.evidence());
        put(fields, "confidence", incident.confidence());
        return fields;
    }

    private static void put(Map<String, String> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value.toString());
        }
    }

    /** Returns the incident in these fields, or nothing where they are none: Redis may hold what somebody else put there. */
    static Optional<StoredIncident> parse(Map<String, String> fields) {
        try {
            Incident.Builder incident = Incident.builder(
                            text(fields, "correlation_id"),
                            Instant.parse(text(fields, "time")),
                            CauseType.ofToken(text(fields, "cause")).orElseThrow(IllegalArgumentException::new))
                    .requestSent(constant(RequestSent.class, text(fields, "request_sent")))
                    .status(Integer.parseInt(text(fields, "status")))
                    .request(text(fields, "method"), text(fields, "path"))
                    .duration(Duration.parse(text(fields, "duration")))
                    .outcome(constant(Outcome.class, text(fields, "outcome")))
                    .causeDetail(fields.get("cause_detail"))
                    .retryAfter(fields.containsKey("retry_after") ? Duration.parse(text(fields, "retry_after")) : null)
                    .upstream(fields.get("upstream"))
                    .answeredBy(fields.get("answered_by"))
                    .receivedStatus(
                            fields.containsKey("received_status")
                                    ? Integer.valueOf(text(fields, "received_status"))
                                    : null)
                    .traceId(fields.get("trace_id"))
                    .evidence(fields.get("evidence"))
                    .confidence(
                            fields.containsKey("confidence")
                                    ? constant(Confidence.class, text(fields, "confidence"))
                                    : null);
            return Optional.of(new StoredIncident(incident.build(), fields.get(DIAGNOSIS)));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String text(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException("An incident has a field " + name);
        }
        return value;
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String token) {
        return Enum.valueOf(type, token.toUpperCase(Locale.ROOT));
    }
}
