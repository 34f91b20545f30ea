package io.github.gatefault.filter.internal.logging;

import io.github.gatefault.cause.Incident;
import io.github.gatefault.cause.Outcome;
import io.github.gatefault.filter.incident.SanitizedIncident;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One WARN event for each incident, on the logger {@value #LOGGER}: a message that reads by itself, and every fact as a
 * key-value. The exception, whose message may quote the upstream, goes with it at DEBUG only. Whatever strangers wrote is on
 * one line and cut, as in the store: nobody outside begins a line of the log, or speaks to a terminal.
 *
 * <p>A log that fails harms no exchange: standard error has what the log has not.
 */
public final class IncidentLog {
    /** The name of the logger. */
    public static final String LOGGER = "gatefault.incident";

    /** The name of the logger for visitors who left. */
    public static final String CLIENT_LOGGER = "gatefault.client";

    private static final int TYPICAL_LENGTH = 128;

    private final Logger log = LoggerFactory.getLogger(LOGGER);
    private final Logger clientLog = LoggerFactory.getLogger(CLIENT_LOGGER);

    /** Makes the log; its loggers are the application's. */
    public IncidentLog() {}

    /** Logs an incident, with the exception behind it if there is one. */
    public void incident(Incident seen, @Nullable Throwable exception) {
        Incident incident = SanitizedIncident.of(seen);
        String message = message(incident);
        SafeLog.harmingNobody(message, () -> {
            LoggingEventBuilder event = event(incident);
            if (exception != null && log.isDebugEnabled()) {
                event = event.setCause(LoggedException.of(exception));
            }
            if (message.contains("{}")) {
                // A path, and no hole: Log4j would complain that nothing is there to fill it.
                event.log("{}", message);
            } else {
                event.log(message);
            }
        });
    }

    /** Makes the event of an incident that did not happen, and leaves it: the first that does finds all it needs. */
    public void rehearse(Incident incident) {
        LoggingEventBuilder unused = event(SanitizedIncident.of(incident)).setMessage(message(incident));
    }

    private LoggingEventBuilder event(Incident incident) {
        LoggingEventBuilder event = withUnlessKnown(log.atWarn(), "correlation_id", incident.id())
                .addKeyValue("cause", incident.cause().token())
                .addKeyValue("category", incident.cause().family().token())
                .addKeyValue("status", incident.status())
                .addKeyValue("outcome", incident.outcome().token())
                .addKeyValue("request_sent", incident.requestSent().token())
                .addKeyValue("action_by", incident.cause().actionBy().token())
                .addKeyValue("method", incident.method())
                .addKeyValue("path", incident.path())
                .addKeyValue("duration_ms", incident.duration().toMillis());
        event = withIfKnown(event, "cause_detail", incident.causeDetail());
        event = withIfKnown(event, "upstream", incident.upstream());
        event = withIfKnown(event, "answered_by", incident.answeredBy());
        event = withIfKnown(event, "received_status", incident.receivedStatus());
        event = incident.traceId() == null ? event : withUnlessKnown(event, "trace_id", incident.traceId());
        event = withIfKnown(event, "evidence", incident.evidence());
        return withIfKnown(
                event,
                "confidence",
                incident.confidence() == null ? null : incident.confidence().token());
    }

    /** Logs, at DEBUG, that a visitor left. */
    public void clientLeft(String correlationId, Throwable how) {
        String message = "The visitor left before the answer was complete [" + correlationId + "]";
        SafeLog.harmingNobody(
                message,
                () -> withUnlessKnown(clientLog.atDebug(), "correlation_id", correlationId)
                        .addKeyValue("evidence", how.getClass().getName())
                        .log(message));
    }

    private static String message(Incident incident) {
        StringBuilder message = new StringBuilder(TYPICAL_LENGTH)
                .append(incident.status())
                .append(' ')
                .append(incident.cause().token());
        if (incident.causeDetail() != null) {
            message.append(" (").append(incident.causeDetail()).append(')');
        }
        if (incident.upstream() != null) {
            message.append(" from ").append(incident.upstream());
        }
        if (incident.answeredBy() != null) {
            message.append(", answered by ").append(incident.answeredBy()).append(",");
        }
        message.append(" after ").append(incident.duration().toMillis()).append(" ms");
        if (incident.outcome() == Outcome.AFTER_COMMIT) {
            message.append(", cut off after the answer had begun,");
        }
        return message.append(" [")
                .append(incident.id())
                .append("] ")
                .append(incident.method())
                .append(' ')
                .append(incident.path())
                .toString();
    }

    /** A JSON layout writes the log context as well, and readers of JSON refuse an object that says the same thing twice. */
    private static LoggingEventBuilder withUnlessKnown(LoggingEventBuilder event, String key, String value) {
        return value.equals(MDC.get(key)) ? event : event.addKeyValue(key, value);
    }

    private static LoggingEventBuilder withIfKnown(LoggingEventBuilder event, String key, @Nullable Object value) {
        return value == null ? event : event.addKeyValue(key, value);
    }
}
