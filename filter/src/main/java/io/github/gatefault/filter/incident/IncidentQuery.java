package io.github.gatefault.filter.incident;

import io.github.gatefault.cause.CauseFamily;
import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which incidents are asked for: those that meet all conditions; {@code null} is no condition. Made by {@link #newest} and the
 * methods that add a condition each.
 *
 * @param idPart a part of the ID; upper and lower case are alike
 * @param cause the cause
 * @param family the family of the cause
 * @param upstream the upstream's logical name, whole; an empty one is for incidents whose upstream is not known
 * @param from the earliest time, itself included
 * @param until the latest time, itself included
 * @param diagnosed whether only those are asked for that have a diagnosis
 * @param limit how many at most, from 1 to {@value #MAX_LIMIT}
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

    /** The most incidents that are given at once. */
    public static final int MAX_LIMIT = 1_000;

    /** Refuses a limit that would give nothing or too much. */
    public IncidentQuery {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("A query asks for 1 to " + MAX_LIMIT + " incidents, unlike " + limit);
        }
        idPart = idPart == null ? null : idPart.toLowerCase(Locale.ROOT);
    }

    /** Asks for the newest incidents, this many at most. */
    public static IncidentQuery newest(int limit) {
        return new IncidentQuery(null, null, null, null, null, null, false, limit);
    }

    /** Asks for those of them whose ID has this part. */
    public IncidentQuery withIdPart(@Nullable String idPart) {
        return new IncidentQuery(idPart, cause, family, upstream, from, until, diagnosed, limit);
    }

    /** Asks for those of them with this cause. */
    public IncidentQuery withCause(@Nullable CauseType cause) {
        return new IncidentQuery(idPart, cause, family, upstream, from, until, diagnosed, limit);
    }

    /** Asks for those of them with a cause of this family. */
    public IncidentQuery withFamily(@Nullable CauseFamily family) {
        return new IncidentQuery(idPart, cause, family, upstream, from, until, diagnosed, limit);
    }

    /** Asks for those of them from this upstream; an empty name is for those whose upstream is not known. */
    public IncidentQuery withUpstream(@Nullable String upstream) {
        return new IncidentQuery(idPart, cause, family, upstream, from, until, diagnosed, limit);
    }

    /** Asks for those of them in this time, both ends included; {@code null} leaves an end open. */
    public IncidentQuery between(@Nullable Instant from, @Nullable Instant until) {
        return new IncidentQuery(idPart, cause, family, upstream, from, until, diagnosed, limit);
    }

    /** Asks for those of them that have a diagnosis. */
    public IncidentQuery withDiagnosis() {
        return new IncidentQuery(idPart, cause, family, upstream, from, until, true, limit);
    }

    /** Returns whether this incident meets all conditions, whatever the limit. */
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
