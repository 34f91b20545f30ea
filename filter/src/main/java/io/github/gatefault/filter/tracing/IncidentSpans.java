package io.github.gatefault.filter.tracing;

import io.github.gatefault.cause.Incident;
import io.github.gatefault.filter.incident.IncidentListener;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import org.jspecify.annotations.Nullable;

/**
 * Tells OpenTelemetry's spans of incidents, where its API is on the class path: the span that is current when the failure is
 * found gets {@code error.type} and an event. It does so only for a span of the exchange's own trace, since a thread of a client
 * or of a timer may be at work for somebody else.
 */
public final class IncidentSpans implements IncidentListener {
    private static final String ERROR_TYPE = "error.type";

    /** Returns the trace-id of the span that is current, or {@code null} for none. */
    public static @Nullable String activeTrace() {
        SpanContext context = Span.current().getSpanContext();
        return context.isValid() ? context.getTraceId() : null;
    }

    @Override
    public void onIncident(Incident incident) {
        Span span = Span.current();
        if (!span.isRecording() || !span.getSpanContext().getTraceId().equals(incident.traceId())) {
            return;
        }
        String cause = incident.cause().token();
        span.setAttribute(ERROR_TYPE, cause)
                .setStatus(StatusCode.ERROR)
                .addEvent("gatefault.incident", facts(incident));
    }

    private static Attributes facts(Incident incident) {
        AttributesBuilder facts = Attributes.builder()
                .put(ERROR_TYPE, incident.cause().token())
                .put("gatefault.correlation_id", incident.id())
                .put("gatefault.status", incident.status())
                .put("gatefault.outcome", incident.outcome().token());
        putIfKnown(facts, "gatefault.cause_detail", incident.causeDetail());
        putIfKnown(facts, "gatefault.upstream", incident.upstream());
        return facts.build();
    }

    private static void putIfKnown(AttributesBuilder facts, String key, @Nullable String value) {
        if (value != null) {
            facts.put(key, value);
        }
    }
}
