package io.github.gatefault.spring;

import io.github.gatefault.cause.Incident;
import io.github.gatefault.filter.incident.IncidentQuery;
import io.github.gatefault.filter.incident.IncidentStore;
import io.github.gatefault.filter.incident.IncidentStoreException;
import io.github.gatefault.filter.incident.StoredIncident;
import io.github.gatefault.filter.internal.store.IncidentWriter;
import io.github.gatefault.filter.internal.store.IncidentWriter.Change;
import io.github.gatefault.pages.internal.text.UntrustedText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedRuntimeException;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * A store that several instances share: a hash for each incident, a key for the latest incident of each ID, and a sorted set of
 * all incidents by time. Redis removes incidents that are too old or too many. The braces in the names keep all keys on one node
 * of a cluster, so that a script can use them together.
 *
 * <p>A name is derived from the number of a change, so that an incident that is written again stays one incident.
 */
final class RedisIncidentStore implements IncidentStore, IncidentWriter.Target {
    private static final String BY_TIME = "{gatefault}:incidents";
    private static final String INCIDENT = "{gatefault}:incident:";
    private static final String LATEST = "{gatefault}:latest:";

    /** Names sort by time, for incidents of the same millisecond too; the ID begins behind this many characters. */
    private static final int BEFORE_ID = 33;

    private static final RedisScript<Long> ADD = RedisScript.of("""
            local by_time, incident, latest = KEYS[1], ARGV[1], ARGV[2]
            local name, id, time, ttl, oldest, capacity = ARGV[3], ARGV[4], ARGV[5], ARGV[6], ARGV[7], tonumber(ARGV[8])
            redis.call('HSET', incident .. name, unpack(ARGV, 10))
            redis.call('PEXPIRE', incident .. name, ttl)
            redis.call('SET', latest .. id, name, 'PX', ttl)
            redis.call('ZADD', by_time, time, name)
            redis.call('PEXPIRE', by_time, ttl)
            redis.call('ZREMRANGEBYSCORE', by_time, '-inf', '(' .. oldest)
            for _, old in ipairs(redis.call('ZRANGE', by_time, 0, -1 - capacity)) do
              local old_id = string.sub(old, tonumber(ARGV[9]))
              redis.call('DEL', incident .. old)
              redis.call('ZREM', by_time, old)
              if redis.call('GET', latest .. old_id) == old then redis.call('DEL', latest .. old_id) end
            end
            return 1""", Long.class);

    private static final RedisScript<Long> ATTACH = RedisScript.of("""
            local name = redis.call('GET', KEYS[1])
            if name and redis.call('EXISTS', ARGV[1] .. name) == 1 then
              redis.call('HSET', ARGV[1] .. name, ARGV[2], ARGV[3])
            end
            return 1""", Long.class);

    @SuppressWarnings("rawtypes") // A list of lists of texts.
    private static final RedisScript<List> PAGE = RedisScript.of("""
            local page = {}
            for _, name in ipairs(redis.call('ZREVRANGEBYSCORE', KEYS[1], ARGV[2], ARGV[3], 'LIMIT', ARGV[4], ARGV[5])) do
              page[#page + 1] = redis.call('HGETALL', ARGV[1] .. name)
            end
            return page""", List.class);

    private static final int PAGE_SIZE = 200;

    private final StringRedisTemplate redis;
    private final int capacity;
    private final Duration retention;
    private final IncidentWriter writer = new IncidentWriter("Redis", this);

    /** Two instances may use the same number. */
    private final long instance = ThreadLocalRandom.current().nextLong();

    /** Makes a store of at most this many incidents, each for this time. It connects when it is first used. */
    RedisIncidentStore(StringRedisTemplate redis, int capacity, Duration retention) {
        this.redis = redis;
        this.capacity = capacity;
        this.retention = retention;
    }

    @Override
    public void add(Incident incident) {
        writer.add(incident);
    }

    @Override
    public void attach(String incidentId, String diagnosis) {
        writer.attach(incidentId, UntrustedText.toLogLines(diagnosis, StoredIncident.MAX_DIAGNOSIS));
    }

    @Override
    public void write(List<Change> changes) {
        for (Change change : changes) {
            if (change.incident() != null) {
                redis.execute(ADD, List.of(BY_TIME), arguments(change.number(), change.incident()));
            } else if (change.diagnosis() != null) {
                redis.execute(
                        ATTACH, List.of(LATEST + change.id()), INCIDENT, IncidentHash.DIAGNOSIS, change.diagnosis());
            }
        }
    }

    private Object[] arguments(long number, Incident incident) {
        List<Object> arguments = new ArrayList<>(List.of(
                INCIDENT,
                LATEST,
                "%016x%016x:%s".formatted(number, instance, incident.id()),
                incident.id(),
                Long.toString(incident.time().toEpochMilli()),
                Long.toString(retention.toMillis()),
                Long.toString(Instant.now().minus(retention).toEpochMilli()),
                Integer.toString(capacity),
                Integer.toString(BEFORE_ID + 1)));
        IncidentHash.of(incident).forEach((field, value) -> {
            arguments.add(field);
            arguments.add(value);
        });
        return arguments.toArray();
    }

    /** Another program may use a key of ours for something else. */
    @Override
    public boolean isRefusal(Exception e) {
        return e instanceof NestedRuntimeException nested
                && String.valueOf(nested.getMostSpecificCause().getMessage()).contains("WRONGTYPE");
    }

    @Override
    public long dropped() {
        return writer.dropped();
    }

    @Override
    public Optional<StoredIncident> find(String id) {
        return read(() -> Optional.ofNullable(redis.opsForValue().get(LATEST + id))
                .map(name -> redis.<String, String>opsForHash().entries(INCIDENT + name))
                .flatMap(IncidentHash::parse));
    }

    @Override
    public List<StoredIncident> search(IncidentQuery query) {
        return read(() -> {
            Set<StoredIncident> found = new LinkedHashSet<>();
            List<List<String>> page;
            int seen = 0;
            do {
                page = page(query, seen);
                seen += page.size();
                page.stream()
                        .map(RedisIncidentStore::fields)
                        .map(IncidentHash::parse)
                        .flatMap(Optional::stream)
                        .filter(query::matches)
                        .limit(query.limit() - found.size())
                        .forEach(found::add);
            } while (page.size() == PAGE_SIZE && found.size() < query.limit());
            return List.copyOf(found);
        });
    }

    @SuppressWarnings("unchecked")
    private List<List<String>> page(IncidentQuery query, int from) {
        List<List<String>> page = redis.execute(
                PAGE,
                List.of(BY_TIME),
                INCIDENT,
                score(query.until(), "+inf"),
                score(query.from(), "-inf"),
                Integer.toString(from),
                Integer.toString(PAGE_SIZE));
        return page == null ? List.of() : page;
    }

    private static String score(@Nullable Instant time, String open) {
        return time == null ? open : Long.toString(time.toEpochMilli());
    }

    private static Map<String, String> fields(List<String> namesAndValues) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i + 1 < namesAndValues.size(); i += 2) {
            fields.put(namesAndValues.get(i), namesAndValues.get(i + 1));
        }
        return fields;
    }

    private static <T> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (DataAccessException e) {
            throw new IncidentStoreException("Redis cannot be read now", e);
        }
    }

    @Override
    public void close() {
        writer.close();
    }
}
