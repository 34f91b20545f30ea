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
 * Adds incidents to OpenTelemetry's spans: the current span gets {@code error.type} and an event. It must belong to the trace of
 * the exchange, since the thread of a client or a timer may have the span of another request.
 */
public final class IncidentSpans implements IncidentListener {
    private static final String ERROR_TYPE = "error.type";

    /** Returns the trace ID of the current span, or {@code null} if there is none. */
    public static @Nullable String activeTraceId() {
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
        AttributesBuilder attributes = Attributes.builder()
                .put(ERROR_TYPE, cause)
                .put("gatefault.correlation_id", incident.id())
                .put("gatefault.status", incident.status())
                .put("gatefault.outcome", incident.outcome().token());
        if (incident.causeDetail() != null) {
            attributes.put("gatefault.cause_detail", incident.causeDetail());
        }
        if (incident.upstream() != null) {
            attributes.put("gatefault.upstream", incident.upstream());
        }
        span.setAttribute(ERROR_TYPE, cause)
                .setStatus(StatusCode.ERROR)
                .addEvent("gatefault.incident", attributes.build());
    }
}
