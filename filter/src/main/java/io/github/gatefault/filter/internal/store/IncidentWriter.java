package io.github.gatefault.filter.internal.store;

import io.github.gatefault.cause.Incident;
import io.github.gatefault.filter.internal.logging.SafeLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes changes to a shared store on one daemon thread, in batches. While the store fails, the writer tries again, up to
 * {@value #MAX_WAITING} changes wait, and it drops and counts further ones.
 */
public final class IncidentWriter implements AutoCloseable {
    /** The number of changes that can wait. */
    public static final int MAX_WAITING = 2_000;

    private static final int MAX_BATCH = 500;
    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(1);
    private static final Duration CLEANUP_INTERVAL = Duration.ofMinutes(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
    private static final Logger log = LoggerFactory.getLogger(IncidentWriter.class);

    /**
     * A new incident, or the diagnosis of the earlier one with this ID. The number is in nanoseconds since 1970, increases with
     * each change, and stays the same when the change is written again.
     */
    public record Change(
            long number,
            String id,
            @Nullable Incident incident,
            @Nullable String diagnosis) {
        /** Changes nothing, but wakes the writer. */
        private static final Change NONE = new Change(0, "", null, null);
    }

    /** The shared store. Only the writer's thread calls it. */
    public interface Target {
        /** Writes these changes. After an exception they are written again, all of them. */
        void write(List<Change> changes) throws Exception;

        /** Returns whether the store works but cannot hold a change, so that another try would fail, too. */
        boolean isRefusal(Exception e);

        /** Deletes old incidents; called once a minute. */
        default void deleteOld() throws Exception {}
    }

    private final String name;
    private final Target target;
    private final BlockingQueue<Change> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final AtomicLong lastNumber = new AtomicLong();
    private final LongAdder dropped = new LongAdder();
    private final AtomicBoolean started = new AtomicBoolean();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "gatefault-incident-store");

    /** Makes a writer that does not touch the store before the first change. The name begins sentences in the log. */
    public IncidentWriter(String name, Target target) {
        this.name = name;
        this.target = target;
        thread.setDaemon(true);
    }

    /** Writes a new incident later. Never blocks. */
    public void add(Incident incident) {
        offer(new Change(nextNumber(), incident.id(), incident, null));
    }

    /** Writes the diagnosis of an earlier incident later. Never blocks. */
    public void attach(String id, String diagnosis) {
        offer(new Change(nextNumber(), id, null, diagnosis));
    }

    private long nextNumber() {
        Instant now = Instant.now();
        long nanos = now.getEpochSecond() * 1_000_000_000 + now.getNano();
        return lastNumber.updateAndGet(last -> Math.max(last + 1, nanos));
    }

    private void offer(Change change) {
        if (closing.getCount() == 0 || !waiting.offer(change)) {
            countAsDropped(change);
        } else if (!started.get() && started.compareAndSet(false, true)) {
            thread.start();
        }
    }

    private void countAsDropped(Change change) {
        dropped.add(change.incident() == null ? 0 : 1);
    }

    /** Returns how many incidents were dropped since the start. */
    public long dropped() {
        return dropped.sum();
    }

    private void run() {
        List<Change> batch = new ArrayList<>();
        Instant lastCleanup = Instant.MIN;
        boolean failing = false;
        try {
            while (closing.getCount() > 0 || !waiting.isEmpty()) {
                try {
                    take(batch);
                    write(batch);
                    Instant now = Instant.now();
                    if (lastCleanup.isBefore(now.minus(CLEANUP_INTERVAL))) {
                        target.deleteOld();
                        lastCleanup = now;
                    }
                    if (failing) {
                        SafeLog.info(log, name + " takes incidents again; " + dropped() + " were dropped so far");
                        failing = false;
                    }
                } catch (InterruptedException e) {
                    throw e;
                } catch (Exception | LinkageError e) {
                    if (!failing) {
                        SafeLog.warn(
                                log,
                                name + " takes no incidents now; " + MAX_WAITING + " can wait, the log has all of them",
                                e);
                        failing = true;
                    }
                    if (closing.await(RETRY_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                        return;
                    }
                }
            }
        } catch (InterruptedException e) {
            log.debug("The writer of incidents was stopped", e);
        } finally {
            waiting.drainTo(batch);
            batch.forEach(this::countAsDropped);
        }
    }

    private void take(List<Change> batch) throws InterruptedException {
        if (batch.isEmpty()) {
            Change first = waiting.poll(CLEANUP_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
            if (first != null) {
                batch.add(first);
                waiting.drainTo(batch, MAX_BATCH - 1);
                batch.remove(Change.NONE);
            }
        }
    }

    /** Writes and clears the batch. If the store refuses it, each change is written alone, so that the others are kept. */
    private void write(List<Change> batch) throws Exception {
        if (batch.isEmpty()) {
            return;
        }
        try {
            target.write(List.copyOf(batch));
        } catch (Exception e) {
            if (!target.isRefusal(e)) {
                throw e;
            }
            if (batch.size() == 1) {
                Change change = batch.get(0);
                countAsDropped(change);
                SafeLog.warn(log, name + " cannot hold incident " + change.id() + "; the log has it", e);
            } else {
                while (!batch.isEmpty()) {
                    write(batch.subList(0, 1));
                }
            }
        }
        batch.clear();
    }

    /** Writes what waits, for five seconds at most. Later changes are dropped. */
    @Override
    public void close() {
        closing.countDown();
        if (!started.get()) {
            return;
        }
        waiting.offer(Change.NONE); // If the queue is full, the thread is awake.
        try {
            thread.join(CLOSE_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }
}
