package io.github.gatefault.filter.internal.logging;

import static io.github.gatefault.cause.IncidentField.CORRELATION_ID;
import static io.github.gatefault.cause.IncidentField.RETRY_AFTER;
import static io.github.gatefault.cause.IncidentField.TIME;
import static io.github.gatefault.cause.IncidentField.TRACE_ID;

import io.github.gatefault.cause.Incident;
import io.github.gatefault.cause.IncidentField;
import io.github.gatefault.cause.Outcome;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Logs one WARN event for each incident on the logger {@value #LOGGER}: a message for people, and every field as a key-value pair.
 * The exception is attached at DEBUG only, since its message may quote the upstream.
 */
public final class IncidentLog {
    /** The name of the logger. */
    public static final String LOGGER = "gatefault.incident";

    /** The name of the logger for visitors who leave. */
    public static final String CLIENT_LOGGER = "gatefault.client";

    /** An event has a time of its own, and how long a client waits helps nobody who reads the log. */
    private static final Set<IncidentField> FIELDS = EnumSet.complementOf(EnumSet.of(TIME, RETRY_AFTER));

    private static final Set<IncidentField> MAY_BE_IN_CONTEXT = EnumSet.of(CORRELATION_ID, TRACE_ID);

    private final Logger log = LoggerFactory.getLogger(LOGGER);
    private final Logger clientLog = LoggerFactory.getLogger(CLIENT_LOGGER);

    /** Makes the log. */
    public IncidentLog() {}

    /** Logs an incident. */
    public void incident(Incident incident, @Nullable Throwable exception) {
        String message = message(incident);
        SafeLog.log(message, () -> {
            LoggingEventBuilder event = event(incident);
            if (exception != null && log.isDebugEnabled()) {
                event = event.setCause(LoggedException.of(exception));
            }
            if (message.contains("{}")) {
                // Log4j would complain about a placeholder without a value, which is part of the path here.
                event.log("{}", message);
            } else {
                event.log(message);
            }
        });
    }

    /** Builds an event without logging it, so that the first real incident waits for no class loading. */
    public void rehearse(Incident incident) {
        LoggingEventBuilder unused = event(incident).setMessage(message(incident));
    }

    private LoggingEventBuilder event(Incident incident) {
        LoggingEventBuilder event = log.atWarn();
        for (IncidentField field : FIELDS) {
            Object value = field.value(incident);
            if (value != null && !(MAY_BE_IN_CONTEXT.contains(field) && isInContext(field.key(), value))) {
                event = event.addKeyValue(field.key(), value);
            }
        }
        return event;
    }

    /** Logs, at DEBUG, that a visitor left. */
    public void clientLeft(String correlationId, Throwable exception) {
        String message = "The visitor left before the answer was complete [" + correlationId + "]";
        SafeLog.log(message, () -> {
            LoggingEventBuilder event = clientLog
                    .atDebug()
                    .addKeyValue("evidence", exception.getClass().getName());
            if (!isInContext(CORRELATION_ID.key(), correlationId)) {
                event = event.addKeyValue(CORRELATION_ID.key(), correlationId);
            }
            event.log(message);
        });
    }

    private static String message(Incident incident) {
        StringBuilder message = new StringBuilder(128)
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

    /** A JSON layout writes the log context, too, and many readers refuse JSON with a duplicate key. */
    private static boolean isInContext(String key, Object value) {
        return value.equals(MDC.get(key));
    }
}
