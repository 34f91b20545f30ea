package io.github.gatefault.pages.internal.lookup;

import io.github.gatefault.cause.Incident;
import io.github.gatefault.runbook.Runbook;
import io.github.gatefault.runbook.Target;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The result of a lookup. {@link LookupPages} shows it as a page or as JSON. */
public sealed interface LookupResult {
    /** Returns a link to the log lines of the requested ID, or {@code null} if there is none. */
    @Nullable
    String logUrl();

    /**
     * An incident as the store has it.
     *
     * @param incident the incident
     * @param diagnosis what a diagnosis of its upstream found, in plain text; {@code null} if there is none
     */
    record Entry(Incident incident, @Nullable String diagnosis) {}

    /**
     * The incidents that match a search, newest first.
     *
     * @param entries the incidents
     * @param more whether further incidents match
     * @param dropped how many incidents the store has lost since the start
     */
    record Matches(
            List<Entry> entries,
            boolean more,
            long dropped,
            @Nullable String logUrl) implements LookupResult {}

    /**
     * All that is known about one incident.
     *
     * @param similar the incidents with the same cause and upstream
     * @param runbook what to do about the cause
     * @param target the upstream that the runbook's commands address
     */
    record Details(
            Entry entry,
            SimilarIncidents similar,
            Runbook runbook,
            Target target,
            @Nullable String logUrl) implements LookupResult {}

    /**
     * The incidents with the same cause and upstream as another one, which is among them.
     *
     * @param count how many the store has
     * @param more whether the store may have more than {@code count}
     * @param first the time of the oldest one; {@code null} if there is none
     * @param last the time of the newest one; {@code null} if there is none
     * @param counts how many there are in each of equal parts of the time from {@code first} to {@code last}
     * @param diagnosed the nearest one with a diagnosis, where the incident itself has none; else {@code null}
     */
    record SimilarIncidents(
            int count,
            boolean more,
            @Nullable Instant first,
            @Nullable Instant last,
            List<Long> counts,
            @Nullable Entry diagnosed) {}

    /**
     * Why there is no result.
     *
     * @param message the reason, in a sentence for the operator
     */
    record Failure(String message, @Nullable String logUrl) implements LookupResult {}
}
