package io.github.gatefault.spring;

import io.github.gatefault.cause.Incident;
import io.github.gatefault.filter.incident.IncidentQuery;
import io.github.gatefault.filter.incident.IncidentStore;
import io.github.gatefault.filter.incident.IncidentStoreException;
import io.github.gatefault.filter.incident.StoredIncident;
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
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * A store that several instances share: a hash for each incident, a key for the latest of each ID, and a sorted set of them all
 * by time. Each leaves Redis when it is too old or when there are too many. The braces in their names keep all of them on one node of a
 * cluster, where a script can reach them together.
 *
 * <p>One daemon thread writes. While Redis does not answer, {@value #MAX_WAITING} incidents wait for it, and what comes on top is
 * dropped and counted; so is what it refuses.
 */
final class RedisIncidentStore implements IncidentStore {
    /** How many incidents wait for Redis at most. */
    static final int MAX_WAITING = 2_000;

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
    private static final Logger log = LoggerFactory.getLogger(RedisIncidentStore.class);
    private static final Duration TO_FINISH = Duration.ofSeconds(5);

    private final StringRedisTemplate redis;
    private final int capacity;
    private final Duration retention;
    private final LongAdder dropped = new LongAdder();
    private final ThreadPoolExecutor writer;
    private volatile boolean trouble;

    /**
     * Makes a store. It asks nothing of Redis before there is an incident, or a question for one.
     *
     * @param capacity how many incidents are kept, at least 1
     * @param retention how long they are kept, at least a second
     */
    RedisIncidentStore(StringRedisTemplate redis, int capacity, Duration retention) {
        this.redis = redis;
        this.capacity = capacity;
        this.retention = retention;
        writer = new ThreadPoolExecutor(
                1,
                1,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(MAX_WAITING),
                RedisIncidentStore::daemon,
                (change, full) -> dropped.increment());
        writer.allowCoreThreadTimeOut(true);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "gatefault-incident-store");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void add(Incident incident) {
        writer.execute(() -> write(ADD, BY_TIME, addition(incident)));
    }

    private List<String> addition(Incident incident) {
        Instant now = Instant.now();
        List<String> arguments = new ArrayList<>(List.of(
                INCIDENT,
                LATEST,
                name(incident, now),
                incident.id(),
                Long.toString(incident.time().toEpochMilli()),
                Long.toString(retention.toMillis()),
                Long.toString(now.minus(retention).toEpochMilli()),
                Integer.toString(capacity),
                Integer.toString(BEFORE_ID + 1)));
        IncidentHash.of(incident).forEach((field, value) -> {
            arguments.add(field);
            arguments.add(value);
        });
        return arguments;
    }

    private static String name(Incident incident, Instant now) {
        long nanos = now.getEpochSecond() * 1_000_000_000 + now.getNano();
        return "%016x%016x:%s".formatted(nanos, ThreadLocalRandom.current().nextLong(), incident.id());
    }

    @Override
    public void attach(String incidentId, String diagnosis) {
        List<String> arguments = List.of(
                INCIDENT, IncidentHash.DIAGNOSIS, UntrustedText.toLogLines(diagnosis, StoredIncident.MAX_DIAGNOSIS));
        writer.execute(() -> write(ATTACH, LATEST + incidentId, arguments));
    }

    /** Writes on the writer's thread. */
    private void write(RedisScript<Long> script, String key, List<String> arguments) {
        try {
            redis.execute(script, List.of(key), arguments.toArray());
            if (trouble) {
                trouble = false;
                log.info("Redis takes incidents again; {} were dropped so far", dropped());
            }
        } catch (RuntimeException e) {
            dropped.increment();
            if (!trouble) {
                trouble = true;
                log.warn("Redis takes no incidents now; they are in the log only", e);
            }
        }
    }

    @Override
    public long dropped() {
        return dropped.sum();
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
            throw new IncidentStoreException("Redis cannot be asked for incidents now", e);
        }
    }

    /** Lets the writer finish, for five seconds at most. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(TO_FINISH.toMillis(), TimeUnit.MILLISECONDS)) {
                dropped.add(writer.shutdownNow().size());
            }
        } catch (InterruptedException e) {
            writer.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
