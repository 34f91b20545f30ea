package io.github.gatefault.filter.incident;

import io.github.gatefault.cause.Incident;
import io.github.gatefault.filter.internal.logging.LogText;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What stores keep: all facts of an incident, each on one line and no longer than a column of the table. An incident is the
 * text of strangers in part, and takes 10 KB at most in this form. For whoever writes a store.
 */
public final class SanitizedIncident {
    static final int MAX_METHOD = 32;
    static final int MAX_NAME = 255;
    static final int MAX_EVIDENCE = 1_000;
    static final int MAX_TRACE_ID = 64;

    private SanitizedIncident() {}

    /** Returns the incident as it is kept. */
    public static Incident of(Incident incident) {
        return isKeptAsItIs(incident) ? incident : kept(incident);
    }

    /** Most incidents have nothing to be cut or replaced, and are kept in several places. */
    private static boolean isKeptAsItIs(Incident incident) {
        return isLine(incident.method(), MAX_METHOD)
                && isLine(incident.path(), Incident.MAX_PATH)
                && isLine(incident.upstream(), MAX_NAME)
                && isLine(incident.answeredBy(), MAX_NAME)
                && isLine(incident.traceId(), MAX_TRACE_ID)
                && isLine(incident.evidence(), MAX_EVIDENCE);
    }

    private static boolean isLine(@Nullable String text, int max) {
        return text == null || text.equals(lineIfKnown(text, max));
    }

    private static Incident kept(Incident incident) {
        return Incident.builder(incident.id(), incident.time(), incident.cause())
                .causeDetail(incident.causeDetail())
                .requestSent(incident.requestSent())
                .status(incident.status())
                .request(line(incident.method(), MAX_METHOD), line(incident.path(), Incident.MAX_PATH))
                .duration(incident.duration())
                .outcome(incident.outcome())
                .retryAfter(incident.retryAfter())
                .upstream(lineIfKnown(incident.upstream(), MAX_NAME))
                .answeredBy(lineIfKnown(incident.answeredBy(), MAX_NAME))
                .receivedStatus(incident.receivedStatus())
                .traceId(lineIfKnown(incident.traceId(), MAX_TRACE_ID))
                .evidence(lineIfKnown(incident.evidence(), MAX_EVIDENCE))
                .confidence(incident.confidence())
                .build();
    }

    /** Returns the diagnosis as it is kept; it may have several lines. */
    public static String diagnosis(String text) {
        return cut(text, StoredIncident.MAX_DIAGNOSIS).lines().map(LogText::of).collect(Collectors.joining("\n"));
    }

    private static @Nullable String lineIfKnown(@Nullable String text, int max) {
        return text == null ? null : line(text, max);
    }

    private static String line(String text, int max) {
        return LogText.of(cut(text, max));
    }

    private static String cut(String text, int max) {
        return text.length() <= max ? text : text.substring(0, max);
    }
}
