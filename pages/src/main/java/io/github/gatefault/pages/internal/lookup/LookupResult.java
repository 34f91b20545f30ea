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

    /** An incident, and what a diagnosis of its upstream found, if there was one. */
    record Entry(Incident incident, @Nullable String diagnosis) {}

    /** The incidents that match a search, newest first; whether there are more; how many the store lost since the start. */
    record Matches(
            List<Entry> entries,
            boolean more,
            long dropped,
            @Nullable String logUrl) implements LookupResult {}

    /** All that is known about one incident, and what to do about it; the runbook's commands address the target. */
    record Details(
            Entry entry,
            SimilarIncidents similar,
            Runbook runbook,
            Target target,
            @Nullable String logUrl) implements LookupResult {}

    /**
     * The incidents with the same cause and upstream, the incident itself included.
     *
     * @param more whether the store may have more than {@code count}
     * @param counts how many there are in each of equal parts of the time from {@code first} to {@code last}
     * @param diagnosed the nearest one with a diagnosis, if the incident itself has none
     */
    record SimilarIncidents(
            int count,
            boolean more,
            @Nullable Instant first,
            @Nullable Instant last,
            List<Long> counts,
            @Nullable Entry diagnosed) {}

    /** There is no result; the message says why. */
    record Failure(String message, @Nullable String logUrl) implements LookupResult {}
}
