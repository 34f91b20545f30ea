package io.github.gatefault.filter.lookup;

import io.github.gatefault.cause.Incident;
import io.github.gatefault.filter.incident.IncidentQuery;
import io.github.gatefault.filter.incident.IncidentStore;
import io.github.gatefault.filter.incident.IncidentStoreException;
import io.github.gatefault.filter.incident.StoredIncident;
import io.github.gatefault.filter.upstream.Upstream;
import io.github.gatefault.filter.upstream.Upstreams;
import io.github.gatefault.pages.internal.lookup.LookupJson;
import io.github.gatefault.pages.internal.lookup.LookupResult;
import io.github.gatefault.runbook.Runbook;
import io.github.gatefault.runbook.Target;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds incidents in a store and returns them as JSON objects: maps of strings, numbers, booleans, lists and maps. The keys are
 * those of the log event. Unknown values have no key. For operators only: the result names upstreams and evidence.
 */
public final class IncidentLookup {
    /** Allows for clocks that differ, and for the time between an event and its line in the log. */
    private static final Duration LOG_MARGIN = Duration.ofMinutes(5);

    /** No exchange takes longer. If an ID's timestamp differs more from the failure's time, the ID is not from this filter. */
    private static final Duration MAX_EXCHANGE = Duration.ofDays(1);

    /** An upstream that keeps failing is diagnosed once a minute. Incidents further apart are different failures. */
    private static final Duration MAX_DIAGNOSIS_DISTANCE = Duration.ofMinutes(5);

    /** How many parts the time of similar incidents is divided into. */
    private static final int TIME_SLOTS = 40;

    /** The filter's IDs: UUIDs of version 7 (RFC 9562, section 5.7) begin with their time in milliseconds. */
    private static final Pattern UUID_V7 = Pattern.compile("[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}");

    private final IncidentStore store;
    private final @Nullable LogLink logLink;
    private final Upstreams upstreams;

    private IncidentLookup(IncidentStore store, @Nullable LogLink logLink, Upstreams upstreams) {
        this.store = store;
        this.logLink = logLink;
        this.upstreams = upstreams;
    }

    /** Returns a lookup in this store, without links to the log. */
    public static IncidentLookup in(IncidentStore store) {
        return new IncidentLookup(store, null, Upstreams.none());
    }

    /** Returns this lookup with links to the log. */
    public IncidentLookup withLogLink(LogLink link) {
        return new IncidentLookup(store, link, upstreams);
    }

    /** Returns this lookup with the addresses of these upstreams in the commands of the runbook. */
    public IncidentLookup withUpstreams(Upstreams known) {
        return new IncidentLookup(store, logLink, known);
    }

    /**
     * Returns the incidents that match all parameters, newest first: {@code incidents}, a list of them; {@code more}, whether
     * further ones match; and {@code dropped}, how many the store has lost since the start.
     *
     * @param parameters any of {@code id}, a part of it; {@code cause} and {@code category}, by their tokens; {@code upstream},
     *     its logical name; {@code from} and {@code until}, such as {@code 2026-11-24T12:30} in UTC; {@code limit}, between 1 and
     *     999, by default 50. Blank values count as absent, other parameters are ignored
     * @throws IllegalArgumentException if a parameter is invalid; the message names it and what it must be
     * @throws IncidentStoreException if the store cannot be read now
     */
    public Map<String, Object> search(Map<String, String> parameters) {
        return LookupJson.of(matches(parameters, null));
    }

    /**
     * Returns all that is known about the latest incident with this ID, or nothing if the store has none: {@code incident};
     * {@code similar}, how many have the same cause and upstream, and the diagnosis of the nearest one if this one has none;
     * {@code runbook}, what to do; and {@code log}, a link.
     *
     * @param id the whole ID, as somebody typed or copied it; it may be hostile
     * @throws IncidentStoreException if the store cannot be read now
     */
    public Optional<Map<String, Object>> incident(String id) {
        return details(id).map(LookupJson::of);
    }

    /**
     * Returns a link to the log lines with this ID, which may be hostile. Needs no store: the IDs that the filter makes contain
     * their time.
     */
    public Optional<String> log(String id) {
        String trimmed = SearchParameters.trimmedId(id);
        return logLink == null
                ? Optional.empty()
                : timestamp(trimmed)
                        .map(time -> logLink.url(trimmed, time.minus(LOG_MARGIN), time.plus(LOG_MARGIN), null));
    }

    LookupResult.Matches matches(Map<String, String> parameters, @Nullable String logUrl) {
        SearchParameters search = new SearchParameters(parameters);
        int limit = search.limit();
        List<StoredIncident> found = store.search(search.query(limit + 1));
        return new LookupResult.Matches(
                found.stream().limit(limit).map(IncidentLookup::entry).toList(),
                found.size() > limit,
                store.dropped(),
                logUrl);
    }

    Optional<LookupResult.Details> details(String id) {
        return store.find(SearchParameters.trimmedId(id)).map(found -> {
            Incident incident = found.incident();
            return new LookupResult.Details(
                    entry(found), similar(found), Runbook.of(incident.cause()), target(incident), logUrl(incident));
        });
    }

    private static LookupResult.Entry entry(StoredIncident stored) {
        return new LookupResult.Entry(stored.incident(), stored.diagnosis());
    }

    private @Nullable String logUrl(Incident incident) {
        if (logLink == null) {
            return null;
        }
        Instant failed = incident.time();
        Instant arrived = timestamp(incident.id())
                .filter(time -> Duration.between(time, failed).abs().compareTo(MAX_EXCHANGE) < 0)
                .orElse(failed.minus(incident.duration()));
        Instant from = arrived.isBefore(failed) ? arrived : failed;
        return logLink.url(incident.id(), from.minus(LOG_MARGIN), failed.plus(LOG_MARGIN), incident.upstream());
    }

    private static Optional<Instant> timestamp(String id) {
        return UUID_V7.matcher(id).matches()
                ? Optional.of(Instant.ofEpochMilli(Long.parseLong(id.substring(0, 12), 16)))
                : Optional.empty();
    }

    private static IncidentQuery similarTo(Incident incident, int limit) {
        return IncidentQuery.newest(limit)
                .withCause(incident.cause())
                .withUpstream(incident.upstream() == null ? "" : incident.upstream());
    }

    private LookupResult.SimilarIncidents similar(StoredIncident stored) {
        long[] times = store.search(similarTo(stored.incident(), IncidentQuery.MAX_LIMIT)).stream()
                .mapToLong(found -> found.incident().time().toEpochMilli())
                .toArray();
        LongSummaryStatistics range = Arrays.stream(times).summaryStatistics();
        Long[] counts = new Long[times.length == 0 ? 0 : TIME_SLOTS];
        Arrays.fill(counts, 0L);
        for (long time : times) {
            counts[(int) ((time - range.getMin()) / ((range.getMax() - range.getMin()) / TIME_SLOTS + 1))]++;
        }
        return new LookupResult.SimilarIncidents(
                times.length,
                times.length == IncidentQuery.MAX_LIMIT,
                times.length == 0 ? null : Instant.ofEpochMilli(range.getMin()),
                times.length == 0 ? null : Instant.ofEpochMilli(range.getMax()),
                List.of(counts),
                stored.diagnosis() == null ? nearestDiagnosed(stored.incident()) : null);
    }

    private LookupResult.@Nullable Entry nearestDiagnosed(Incident incident) {
        Instant time = incident.time();
        IncidentQuery query = similarTo(incident, 100)
                .between(time.minus(MAX_DIAGNOSIS_DISTANCE), time.plus(MAX_DIAGNOSIS_DISTANCE))
                .withDiagnosis();
        return store.search(query).stream()
                .filter(other -> other.diagnosis() != null)
                .min(Comparator.comparing(
                        other -> Duration.between(time, other.incident().time()).abs()))
                .map(IncidentLookup::entry)
                .orElse(null);
    }

    private Target target(Incident incident) {
        Target target = Optional.ofNullable(incident.upstream())
                .flatMap(upstreams::named)
                .map(IncidentLookup::target)
                .orElse(Target.UNKNOWN);
        return incident.cause().isOfTls() ? target.overTls() : target;
    }

    /** Returns the first host that a command can reach. A wildcard is none. */
    private static Target target(Upstream upstream) {
        String address = upstream.hosts().stream()
                .filter(host -> !host.startsWith("*."))
                .findFirst()
                .orElse(null);
        URI url = upstream.url();
        return Target.of(address, url == null ? null : url.toString());
    }
}
