package io.github.gatefault.filter.incident;

import io.github.gatefault.cause.Incident;
import io.github.gatefault.filter.internal.store.IncidentWriter;
import io.github.gatefault.filter.internal.store.IncidentWriter.Change;
import io.github.gatefault.pages.internal.text.UntrustedText;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;

/**
 * The table {@value IncidentSql#NAME} of a database. The database's clock decides which incident is newer and which is too old,
 * since the clocks of the instances may differ.
 */
final class JdbcIncidentStore implements IncidentStore, IncidentWriter.Target {
    private final DataSource database;
    private final long capacity;
    private final Duration retention;
    private final InstantSource clock;
    private final IncidentWriter writer = new IncidentWriter("The incident database", this);
    /** Not a monitor, since a virtual thread that waits for the database in a monitor would block its carrier. */
    private final Lock creation = new ReentrantLock();

    private volatile boolean tableExists;

    JdbcIncidentStore(DataSource database, long capacity, Duration retention, InstantSource clock) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity \"" + capacity + "\" must be 1 or more");
        }
        if (retention.compareTo(MIN_RETENTION) < 0) {
            throw new IllegalArgumentException("retention \"" + retention + "\" must be a minute or more");
        }
        this.database = database;
        this.capacity = capacity;
        this.retention = retention;
        this.clock = clock;
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
    public long dropped() {
        return writer.dropped();
    }

    @Override
    public Optional<StoredIncident> find(String id) {
        return read(connection -> IncidentSql.find(connection, id));
    }

    @Override
    public List<StoredIncident> search(IncidentQuery query) {
        return read(connection -> IncidentSql.search(connection, query));
    }

    private interface Query<T> {
        T run(Connection connection) throws SQLException;
    }

    private <T> T read(Query<T> query) {
        try (Connection connection = database.getConnection()) {
            createTableIfMissing(connection);
            return query.run(connection);
        } catch (SQLException | RuntimeException e) {
            throw new IncidentStoreException("The incident database cannot be read now", e);
        }
    }

    private void createTableIfMissing(Connection connection) throws SQLException {
        if (!tableExists) {
            creation.lock();
            try {
                IncidentSql.createIfMissing(connection);
            } finally {
                creation.unlock();
            }
            tableExists = true;
        }
    }

    @Override
    public void write(List<Change> changes) throws SQLException {
        try (Connection connection = database.getConnection()) {
            createTableIfMissing(connection);
            Duration ahead = IncidentSql.aheadOf(connection, clock);
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                IncidentSql.insert(connection, changes, ahead);
                IncidentSql.diagnose(connection, changes);
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(autoCommit);
            }
        }
    }

    @Override
    public boolean isRefusal(Exception e) {
        return e instanceof SQLException sql && IncidentSql.isDataException(sql);
    }

    @Override
    public void deleteOld() throws SQLException {
        try (Connection connection = database.getConnection()) {
            createTableIfMissing(connection);
            Instant now = clock.instant().plus(IncidentSql.aheadOf(connection, clock));
            IncidentSql.delete(connection, now.minus(retention), capacity);
        }
    }

    @Override
    public void close() {
        writer.close();
    }
}
