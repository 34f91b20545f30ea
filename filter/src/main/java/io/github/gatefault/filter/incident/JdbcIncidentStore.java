package io.github.gatefault.filter.incident;

import io.github.gatefault.cause.Incident;
import io.github.gatefault.pages.internal.text.UntrustedText;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store that several instances share: the table {@value IncidentSql#NAME} of a database, PostgreSQL or H2. It is created
 * where it is missing and may be; {@code docs/lookup.md} has its definition.
 *
 * <p>One daemon thread writes, many incidents at a time. While the database does not answer, {@value #MAX_WAITING} incidents
 * wait for it, and what comes on top is dropped and counted. Which incident is older, and which is too old, goes by the clock
 * of the database: those of the instances may differ.
 */
public final class JdbcIncidentStore implements IncidentStore {
    /** How many incidents wait for the database at most. */
    public static final int MAX_WAITING = 2_000;

    /** How many incidents are kept where nothing else is said. */
    public static final long DEFAULT_CAPACITY = 1_000_000;

    /** The shortest time that incidents are kept. */
    public static final Duration MIN_RETENTION = Duration.ofMinutes(1);

    /** How long incidents are kept where nothing else is said. */
    public static final Duration DEFAULT_RETENTION = Duration.ofDays(7);

    private static final Logger log = LoggerFactory.getLogger(JdbcIncidentStore.class);
    private static final int BATCH = 500;
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
    private static final Duration BETWEEN_CLEANINGS = Duration.ofMinutes(1);
    private static final Duration TO_FINISH = Duration.ofSeconds(5);

    /** An incident to be written, or else a diagnosis to be put to one. */
    private record Change(
            String id,
            @Nullable Incident incident,
            @Nullable String diagnosis) {
        /** Changes nothing: lets the writer see that the store is closing. */
        static final Change NONE = new Change("", null, null);
    }

    private final DataSource database;
    private final long capacity;
    private final Duration retention;
    private final InstantSource clock;
    private final BlockingQueue<Change> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final LongAdder dropped = new LongAdder();
    private final AtomicBoolean started = new AtomicBoolean();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread writer = new Thread(this::writeAll, "gatefault-incident-store");
    /** No monitor: whoever waits for the database in one would hold on to a virtual thread's carrier. */
    private final Lock creation = new ReentrantLock();

    private volatile boolean tableIsThere;

    /** Makes a store of the newest million incidents of the last seven days. */
    public JdbcIncidentStore(DataSource database) {
        this(database, DEFAULT_CAPACITY, DEFAULT_RETENTION);
    }

    /**
     * Makes a store. It asks nothing of the database before there is an incident, or a question for one.
     *
     * @param capacity how many incidents are kept, at least 1
     * @param retention how long they are kept, at least a minute
     */
    public JdbcIncidentStore(DataSource database, long capacity, Duration retention) {
        this(database, capacity, retention, InstantSource.system());
    }

    JdbcIncidentStore(DataSource database, long capacity, Duration retention, InstantSource clock) {
        if (capacity < 1) {
            throw new IllegalArgumentException("A store keeps at least 1 incident, unlike " + capacity);
        }
        if (retention.compareTo(MIN_RETENTION) < 0) {
            throw new IllegalArgumentException("A store keeps incidents for at least a minute, unlike " + retention);
        }
        this.database = database;
        this.capacity = capacity;
        this.retention = retention;
        this.clock = clock;
        writer.setDaemon(true);
    }

    @Override
    public void add(Incident incident) {
        offer(new Change(incident.id(), incident, null));
    }

    @Override
    public void attach(String incidentId, String diagnosis) {
        offer(new Change(incidentId, null, UntrustedText.toLogLines(diagnosis, StoredIncident.MAX_DIAGNOSIS)));
    }

    private void offer(Change change) {
        if (closing.getCount() == 0 || !waiting.offer(change)) {
            dropped.add(change.incident() == null ? 0 : 1);
        } else if (!started.get() && started.compareAndSet(false, true)) {
            writer.start();
        }
    }

    @Override
    public long dropped() {
        return dropped.sum();
    }

    @Override
    public Optional<StoredIncident> find(String id) {
        return read(connection -> IncidentSql.find(connection, id));
    }

    @Override
    public List<StoredIncident> search(IncidentQuery query) {
        return read(connection -> IncidentSql.search(connection, query));
    }

    private interface Reading<T> {
        T of(Connection connection) throws SQLException;
    }

    private <T> T read(Reading<T> reading) {
        try (Connection connection = database.getConnection()) {
            createIfMissing(connection);
            return reading.of(connection);
        } catch (SQLException | RuntimeException e) {
            throw new IncidentStoreException("The database of the incidents cannot be read now", e);
        }
    }

    private void createIfMissing(Connection connection) throws SQLException {
        if (!tableIsThere) {
            creation.lock();
            try {
                IncidentSql.createIfMissing(connection);
            } finally {
                creation.unlock();
            }
            tableIsThere = true;
        }
    }

    /** The life of the writer: it ends with the store, once all is written that the database takes. */
    private void writeAll() {
        List<Change> batch = new ArrayList<>();
        Instant cleaned = Instant.MIN;
        boolean trouble = false;
        try {
            while (closing.getCount() > 0 || !waiting.isEmpty()) {
                try {
                    take(batch);
                    write(batch);
                    batch.clear();
                    Instant now = clock.instant();
                    if (cleaned.isBefore(now.minus(BETWEEN_CLEANINGS))) {
                        clean();
                        cleaned = now;
                    }
                    if (trouble) {
                        log.info("The database of the incidents takes them again; {} were dropped so far", dropped());
                        trouble = false;
                    }
                } catch (SQLException | RuntimeException | LinkageError e) {
                    if (!trouble) {
                        log.warn(
                                "The database of the incidents takes none now: {} wait for it, all others are in the log only",
                                MAX_WAITING,
                                e);
                        trouble = true;
                    }
                    if (closing.await(BETWEEN_TRIES.toMillis(), TimeUnit.MILLISECONDS)) {
                        return;
                    }
                }
            }
        } catch (InterruptedException e) {
            log.debug("The writer of incidents was stopped", e);
        } finally {
            waiting.drainTo(batch);
            dropped.add(
                    batch.stream().filter(change -> change.incident() != null).count());
        }
    }

    private void take(List<Change> batch) throws InterruptedException {
        if (batch.isEmpty()) {
            Change first = waiting.poll(BETWEEN_CLEANINGS.toMillis(), TimeUnit.MILLISECONDS);
            if (first != null) {
                batch.add(first);
                waiting.drainTo(batch, BATCH - 1);
            }
        }
    }

    private void write(List<Change> batch) throws SQLException {
        if (batch.isEmpty()) {
            return;
        }
        try (Connection connection = database.getConnection()) {
            createIfMissing(connection);
            try {
                write(connection, batch);
            } catch (SQLException e) {
                if (!IncidentSql.isAboutData(e)) {
                    throw e;
                }
                // One that this database cannot hold is not to take the others with it.
                for (Change change : batch) {
                    writeAlone(connection, change);
                }
            }
        }
    }

    private void writeAlone(Connection connection, Change change) throws SQLException {
        try {
            write(connection, List.of(change));
        } catch (SQLException e) {
            if (!IncidentSql.isAboutData(e)) {
                throw e;
            }
            dropped.increment();
            log.warn("The database of the incidents cannot hold incident {}; the log has it", change.id(), e);
        }
    }

    private void write(Connection connection, List<Change> batch) throws SQLException {
        Duration ahead = IncidentSql.aheadOf(connection, clock);
        List<Incident> incidents = new ArrayList<>(batch.size());
        Map<String, String> diagnoses = new LinkedHashMap<>();
        for (Change change : batch) {
            if (change.incident() != null) {
                incidents.add(change.incident());
            } else if (change.diagnosis() != null) {
                diagnoses.put(change.id(), change.diagnosis());
            }
        }
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try {
            IncidentSql.insert(connection, incidents, ahead);
            IncidentSql.diagnose(connection, diagnoses);
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(autoCommit);
        }
    }

    private void clean() throws SQLException {
        try (Connection connection = database.getConnection()) {
            createIfMissing(connection);
            Instant now = clock.instant().plus(IncidentSql.aheadOf(connection, clock));
            IncidentSql.delete(connection, now.minus(retention), capacity);
        }
    }

    /** Lets the writer finish, for five seconds at most. */
    @Override
    public void close() {
        closing.countDown();
        if (!started.get()) {
            return;
        }
        waiting.offer(Change.NONE); // Where there is no room for it, the writer is awake.
        try {
            writer.join(TO_FINISH.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        writer.interrupt();
    }
}
