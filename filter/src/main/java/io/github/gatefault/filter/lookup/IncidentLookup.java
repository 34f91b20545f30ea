package io.github.gatefault.filter.lookup;

import io.github.gatefault.cause.CauseFamily;
import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.cause.IncidentField;
import io.github.gatefault.filter.incident.IncidentQuery;
import io.github.gatefault.filter.incident.IncidentStore;
import io.github.gatefault.filter.incident.IncidentStoreException;
import io.github.gatefault.filter.incident.StoredIncident;
import io.github.gatefault.filter.upstream.Upstream;
import io.github.gatefault.filter.upstream.Upstreams;
import io.github.gatefault.runbook.Runbook;
import io.github.gatefault.runbook.Target;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the incidents in a store, in plain maps of strings, numbers, booleans, lists and maps: their keys are those
 * of the log event. What is not known has no key. For operators: it names upstreams and evidence.
 */
public final class IncidentLookup {
    private static final int DEFAULT_LIMIT = 50;
    /** Between two machines' clocks, and between an event and its line in the log. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    /** An ID that tells a time further from its failure than any exchange takes is not of our making. */
    private static final Duration MAX_EXCHANGE = Duration.ofDays(1);

    /** Of an upstream that fails all the time, one incident a minute is diagnosed; what is further away is another failure. */
    private static final Duration SAME_TROUBLE = Duration.ofMinutes(5);

    private static final int MAX_DIAGNOSED = 100;

    /** Into how many parts the time of similar incidents is divided. */
    private static final int SLOTS = 40;

    /** The longest name of an upstream that a store keeps. */
    private static final int MAX_WISH = 255;

    private static final String ANY_TEXT = "any text";
    private static final String TIME = "a time in UTC such as 2026-11-24T12:30";

    private static final Pattern SURROUNDING = Pattern.compile("[\\s\\[\\]()<>\"',;]+");

    private final IncidentStore store;
    private final @Nullable LogLink logLink;
    private final Upstreams upstreams;

    private IncidentLookup(IncidentStore store, @Nullable LogLink logLink, Upstreams upstreams) {
        this.store = store;
        this.logLink = logLink;
        this.upstreams = upstreams;
    }

    /** Returns a lookup in this store, without links into the log. */
    public static IncidentLookup in(IncidentStore store) {
        return new IncidentLookup(store, null, Upstreams.none());
    }

    /** Returns a lookup that links into the log, too. */
    public IncidentLookup withLogLink(LogLink link) {
        return new IncidentLookup(store, link, upstreams);
    }

    /** Returns a lookup that fills the addresses of these upstreams into the commands of the runbook. */
    public IncidentLookup withUpstreams(Upstreams known) {
        return new IncidentLookup(store, logLink, known);
    }

    /**
     * Returns the incidents that are asked for, newest first: {@code incidents}, a list of the facts of each; {@code more},
     * whether there are more than these; and {@code dropped}, how many could not be kept.
     *
     * @param wishes any of {@code id}, a part of it; {@code cause} and {@code category}, their words; {@code upstream}, its
     *     logical name; {@code from} and {@code until}, such as {@code 2026-11-24T12:30} in UTC; {@code limit}, from 1 to 999 and
     *     50 by default. Blank ones count as absent, others are ignored
     * @throws IllegalArgumentException if a wish is none that can be met; the message names it, and what is allowed
     * @throws IncidentStoreException if the store cannot be read now
     */
    public Map<String, Object> search(Map<String, String> wishes) {
        Integer wished = wish(wishes, "limit", "a number from 1 to 999", IncidentLookup::limit);
        int limit = wished == null ? DEFAULT_LIMIT : wished;
        IncidentQuery query = IncidentQuery.newest(limit + 1)
                .withIdPart(wish(wishes, "id", ANY_TEXT, id -> Optional.of(bare(id))))
                .withCause(wish(wishes, "cause", "a cause of docs/causes.md", CauseType::ofToken))
                .withFamily(wish(wishes, "category", "a category of docs/causes.md", IncidentLookup::family))
                .withUpstream(wish(wishes, "upstream", ANY_TEXT, Optional::of))
                .between(
                        wish(wishes, "from", TIME, IncidentLookup::time),
                        wish(wishes, "until", TIME, IncidentLookup::time));
        List<StoredIncident> found = store.search(query);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(
                "incidents",
                found.stream().limit(limit).map(IncidentLookup::facts).toList());
        answer.put("more", found.size() > limit);
        answer.put("dropped", store.dropped());
        return answer;
    }

    /**
     * Returns all that is known of the latest incident with this ID, or nothing where the store has none: {@code incident}, its
     * facts; {@code similar}, how many of the same cause and upstream there are, and what was found out about the nearest one where
     * nothing was about this one; {@code runbook}, what to do; {@code log}, a link.
     *
     * @param id a whole ID, as it was read out or copied; it may be hostile
     * @throws IncidentStoreException if the store cannot be read now
     */
    public Optional<Map<String, Object>> incident(String id) {
        return store.find(bare(id)).map(found -> {
            Incident incident = found.incident();
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("incident", facts(found));
            Map<String, Object> similar = similar(incident);
            if (found.diagnosis() == null) {
                diagnosed(incident).ifPresent(nearest -> similar.put("diagnosed", nearest));
            }
            answer.put("similar", similar);
            answer.put("runbook", runbook(incident));
            if (logLink != null) {
                answer.put("log", log(logLink, incident));
            }
            return answer;
        });
    }

    /**
     * Returns a link to what was logged of this ID, whether the store has it or not: an ID of ours tells its own time.
     *
     * @param id it may be hostile
     */
    public Optional<String> log(String id) {
        String bare = bare(id);
        return logLink == null
                ? Optional.empty()
                : IdTime.of(bare).map(time -> logLink.to(bare, time.minus(MARGIN), time.plus(MARGIN), null));
    }

    private static String log(LogLink link, Incident incident) {
        Instant failed = incident.time();
        Instant arrived = IdTime.of(incident.id())
                .filter(time -> Duration.between(time, failed).abs().compareTo(MAX_EXCHANGE) < 0)
                .orElse(failed.minus(incident.duration()));
        Instant from = arrived.isBefore(failed) ? arrived : failed;
        return link.to(incident.id(), from.minus(MARGIN), failed.plus(MARGIN), incident.upstream());
    }

    private static Map<String, Object> facts(StoredIncident stored) {
        Map<String, Object> facts = new LinkedHashMap<>();
        for (IncidentField field : IncidentField.values()) {
            putIfKnown(facts, field.key(), field.value(stored.incident()));
        }
        putIfKnown(facts, "diagnosis", stored.diagnosis());
        return facts;
    }

    /** Returns how many of the same cause and upstream there are, since when, and how they are spread over that time. */
    private Map<String, Object> similar(Incident incident) {
        List<StoredIncident> found = store.search(IncidentQuery.newest(IncidentQuery.MAX_LIMIT)
                .withCause(incident.cause())
                .withUpstream(incident.upstream() == null ? "" : incident.upstream()));
        Map<String, Object> similar = new LinkedHashMap<>();
        similar.put("count", found.size());
        similar.put("more", found.size() == IncidentQuery.MAX_LIMIT);
        LongSummaryStatistics times = found.stream()
                .mapToLong(one -> one.incident().time().toEpochMilli())
                .summaryStatistics();
        if (times.getCount() > 0) {
            similar.put("since", Instant.ofEpochMilli(times.getMin()).toString());
            similar.put("until", Instant.ofEpochMilli(times.getMax()).toString());
            long slot = (times.getMax() - times.getMin()) / SLOTS + 1;
            long[] counts = new long[SLOTS];
            found.forEach(one -> counts[(int) ((one.incident().time().toEpochMilli() - times.getMin()) / slot)]++);
            similar.put("counts", Arrays.stream(counts).boxed().toList());
        }
        return similar;
    }

    /** Returns what was found out about the nearest incident of the same cause and upstream, of about the same time. */
    private Optional<Map<String, Object>> diagnosed(Incident incident) {
        IncidentQuery query = IncidentQuery.newest(MAX_DIAGNOSED)
                .withCause(incident.cause())
                .withUpstream(incident.upstream() == null ? "" : incident.upstream())
                .between(incident.time().minus(SAME_TROUBLE), incident.time().plus(SAME_TROUBLE))
                .withDiagnosis();
        return store.search(query).stream()
                .filter(other -> other.diagnosis() != null)
                .min(Comparator.comparing(other -> Duration.between(
                                incident.time(), other.incident().time())
                        .abs()))
                .map(nearest -> {
                    Map<String, Object> facts = new LinkedHashMap<>();
                    facts.put("correlation_id", nearest.incident().id());
                    facts.put("time", nearest.incident().time().toString());
                    putIfKnown(facts, "diagnosis", nearest.diagnosis());
                    return facts;
                });
    }

    private Map<String, Object> runbook(Incident incident) {
        Runbook runbook = Runbook.of(incident.cause());
        Target target = target(incident);
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("title", runbook.title());
        map.put("meaning", runbook.meaning());
        if (incident.causeDetail() != null) {
            putIfKnown(map, "finer", runbook.finer().get(incident.causeDetail()));
        }
        map.put("reasons", runbook.reasons());
        map.put(
                "checks",
                runbook.checks().stream()
                        .map(check -> Map.of("question", check.question(), "commands", check.commands(target)))
                        .toList());
        map.put("changes", runbook.changes());
        map.put("prevention", runbook.prevention());
        map.put("names", runbook.names());
        return map;
    }

    private Target target(Incident incident) {
        Target target = Optional.ofNullable(incident.upstream())
                .flatMap(upstreams::named)
                .map(IncidentLookup::target)
                .orElse(Target.UNKNOWN);
        return incident.cause().isOfTls() ? target.overTls() : target;
    }

    /** One host stands for all of them: the first that a command could reach, as none with a wildcard is. */
    private static Target target(Upstream upstream) {
        String address = upstream.hosts().stream()
                .filter(host -> !host.startsWith("*."))
                .findFirst()
                .orElse(null);
        URI url = upstream.url();
        return Target.of(address, url == null ? null : url.toString());
    }

    private static void putIfKnown(Map<String, Object> map, String key, @Nullable Object value) {
        if (value != null) {
            map.put(key, value);
        }
    }

    /** Returns what this wish says, {@code null} where it is absent or blank. */
    private static <T> @Nullable T wish(
            Map<String, String> wishes, String name, String allowed, Function<String, Optional<T>> parse) {
        String wish = wishes.getOrDefault(name, "").strip();
        if (wish.isEmpty()) {
            return null;
        }
        if (wish.length() > MAX_WISH) {
            throw new IllegalArgumentException(name + " is too long: allowed are " + MAX_WISH + " characters");
        }
        return parse.apply(wish)
                .orElseThrow(() -> new IllegalArgumentException(name + " is none: allowed is " + allowed));
    }

    /** What surrounds an ID where it is read or copied from. */
    private static String bare(String id) {
        return SURROUNDING.matcher(id).replaceAll("");
    }

    private static Optional<CauseFamily> family(String word) {
        return Arrays.stream(CauseFamily.values())
                .filter(family -> family.token().equals(word))
                .findFirst();
    }

    private static Optional<Integer> limit(String digits) {
        return digits.matches("[1-9][0-9]{0,2}") ? Optional.of(Integer.valueOf(digits)) : Optional.empty();
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(
                    text.endsWith("Z")
                            ? Instant.parse(text)
                            : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
