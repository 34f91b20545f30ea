package io.github.gatefault.filter.incident;

import io.github.gatefault.cause.CauseFamily;
import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A search for incidents that meet all conditions. A condition that is {@code null} does not apply. Start with {@link #newest} and
 * add conditions.
 *
 * @param idPart a part of the ID, ignoring case
 * @param cause the cause
 * @param family the family of the cause
 * @param upstream the whole logical name of the upstream; empty for incidents without a known upstream
 * @param from the earliest time, inclusive
 * @param until the latest time, inclusive
 * @param diagnosed whether the incident must have a diagnosis
 * @param limit the highest number of results, from 1 to {@value #MAX_LIMIT}
 */
public record IncidentQuery(
        @Nullable String idPart,
        @Nullable CauseType cause,
        @Nullable CauseFamily family,
        @Nullable String upstream,
        @Nullable Instant from,
        @Nullable Instant until,
        boolean diagnosed,
        int limit) {

    /** The highest {@link #limit}. */
    public static final int MAX_LIMIT = 1_000;

    /** Refuses an invalid limit. */
    public IncidentQuery {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit \"" + limit + "\" must be between 1 and " + MAX_LIMIT);
        }
        idPart = idPart == null ? null : idPart.toLowerCase(Locale.ROOT);
    }

    /** Returns a search for the newest incidents, without further conditions. */
    public static IncidentQuery newest(int limit) {
        return new IncidentQuery(null, null, null, null, null, null, false, limit);
    }

    /** Requires that the ID contains this text, ignoring case. */
    public IncidentQuery withIdPart(@Nullable String idPart) {
        return new IncidentQuery(idPart, cause, family, upstream, from, until, diagnosed, limit);
    }

    /** Requires this cause. */
    public IncidentQuery withCause(@Nullable CauseType cause) {
        return new IncidentQuery(idPart, cause, family, upstream, from, until, diagnosed, limit);
    }

    /** Requires a cause of this family. */
    public IncidentQuery withFamily(@Nullable CauseFamily family) {
        return new IncidentQuery(idPart, cause, family, upstream, from, until, diagnosed, limit);
    }

    /** Requires this upstream; an empty name requires that the upstream is unknown. */
    public IncidentQuery withUpstream(@Nullable String upstream) {
        return new IncidentQuery(idPart, cause, family, upstream, from, until, diagnosed, limit);
    }

    /** Requires a time between these, inclusive; {@code null} leaves an end open. */
    public IncidentQuery between(@Nullable Instant from, @Nullable Instant until) {
        return new IncidentQuery(idPart, cause, family, upstream, from, until, diagnosed, limit);
    }

    /** Requires a diagnosis. */
    public IncidentQuery withDiagnosis() {
        return new IncidentQuery(idPart, cause, family, upstream, from, until, true, limit);
    }

    /** Returns whether this incident meets all conditions. */
    public boolean matches(StoredIncident stored) {
        Incident incident = stored.incident();
        return (!diagnosed || stored.diagnosis() != null)
                && (cause == null || cause == incident.cause())
                && (family == null || family == incident.cause().family())
                && (upstream == null || upstream.equals(incident.upstream() == null ? "" : incident.upstream()))
                && (from == null || !incident.time().isBefore(from))
                && (until == null || !incident.time().isAfter(until))
                && (idPart == null || incident.id().toLowerCase(Locale.ROOT).contains(idPart));
    }
}
