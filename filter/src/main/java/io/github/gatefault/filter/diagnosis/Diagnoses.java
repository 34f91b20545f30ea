package io.github.gatefault.filter.diagnosis;

import io.github.gatefault.cause.Incident;
import io.github.gatefault.filter.incident.IncidentStore;
import io.github.gatefault.filter.upstream.Upstream;
import io.github.gatefault.filter.upstream.Upstreams;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the upstreams probed that fail, each by one probe at a time and at most one a minute, on a thread of its own, and puts what
 * was found to the incident and into the log. Only configured addresses are probed, never one of a request.
 */
public final class Diagnoses implements AutoCloseable {
    /** The name of the logger. */
    public static final String LOGGER = "gatefault.diagnosis";

    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Duration END = Duration.ofSeconds(2);
    private static final int MAX_WAITING = 16;
    /** In the place of the time of the next probe. */
    private static final long UNDER_WAY = Long.MAX_VALUE;

    private final Logger log = LoggerFactory.getLogger(LOGGER);
    private final Map<String, Upstream> upstreams = new HashMap<>();
    /** When the next probe may begin, in nanoseconds since {@link #start}. */
    private final Map<String, AtomicLong> nextProbes = new HashMap<>();

    private final long start = System.nanoTime();
    private final IncidentStore incidents;
    private final Probe probe;
    private final Duration pause;
    private final ThreadPoolExecutor worker = new ThreadPoolExecutor(
            1, 1, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING), Probe.daemons("gatefault-diagnosis"));

    /** Makes diagnoses of all upstreams that have a URL; no thread runs before the first failure. */
    public Diagnoses(Upstreams upstreams, IncidentStore incidents) {
        this(upstreams, incidents, new Probe(), PAUSE);
    }

    Diagnoses(Upstreams upstreams, IncidentStore incidents, Probe probe, Duration pause) {
        for (Upstream upstream : upstreams.all()) {
            if (upstream.url() != null) {
                this.upstreams.put(upstream.name(), upstream);
                nextProbes.put(upstream.name(), new AtomicLong());
            }
        }
        this.incidents = incidents;
        this.probe = probe;
        this.pause = pause;
        worker.allowCoreThreadTimeOut(true);
    }

    /** Has this incident's upstream probed, unless that is under way, was done a moment ago, or cannot be. Never blocks. */
    public void diagnose(Incident incident) {
        Upstream upstream = upstreams.get(incident.upstream());
        AtomicLong next = nextProbes.get(incident.upstream());
        if (upstream == null || next == null) {
            return;
        }
        long now = System.nanoTime() - start;
        long due = next.get();
        if (now < due || !next.compareAndSet(due, UNDER_WAY)) {
            return;
        }
        try {
            worker.execute(() -> {
                try {
                    diagnose(upstream, incident.id());
                } finally {
                    next.set(System.nanoTime() - start + pause.toNanos());
                }
            });
        } catch (RejectedExecutionException e) {
            log.debug("{} is not probed: too many are already waiting for it", upstream.name());
            next.set(now);
        }
    }

    private void diagnose(Upstream upstream, String incidentId) {
        try {
            List<String> found = probe.look(upstream);
            if (!worker.isShutdown()) {
                incidents.attach(incidentId, String.join("\n", found));
                log.atInfo()
                        .addKeyValue("correlation_id", incidentId)
                        .addKeyValue("upstream", upstream.name())
                        .log(String.join("; ", found) + " [" + incidentId + "]");
            }
        } catch (RuntimeException | LinkageError e) {
            log.warn("The diagnosis of {} failed; its next failure is diagnosed again", upstream.name(), e);
        }
    }

    /** Ends what is under way. */
    @Override
    public void close() {
        worker.shutdownNow();
        probe.close();
        try {
            if (!worker.awaitTermination(END.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("A diagnosis has not ended within {} ms; its thread ends by itself", END.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
