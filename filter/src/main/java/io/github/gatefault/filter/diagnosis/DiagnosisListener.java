package io.github.gatefault.filter.diagnosis;

import io.github.gatefault.cause.Incident;
import io.github.gatefault.filter.incident.IncidentListener;
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
 * Probes an upstream after it has failed, on a thread of its own, and adds the findings to the incident and to the log. Each
 * upstream is probed at most once a minute. Only configured URLs are probed, never an address that a request contains.
 */
public final class DiagnosisListener implements IncidentListener {
    static final String LOGGER = "gatefault.diagnosis";

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);
    private static final long UNDER_WAY = Long.MAX_VALUE;

    /** An upstream and the earliest time of its next probe, in nanoseconds since {@link #start}. */
    private record Schedule(Upstream upstream, AtomicLong nextProbe) {}

    private final Logger log = LoggerFactory.getLogger(LOGGER);
    private final Map<String, Schedule> schedules = new HashMap<>();
    private final long start = System.nanoTime();
    private final UpstreamProbe probe;
    private final Duration pause;
    private final ThreadPoolExecutor worker = new ThreadPoolExecutor(
            1, 1, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(16), UpstreamProbe.threads("gatefault-diagnosis"));
    private volatile IncidentStore store = IncidentStore.none();

    /** Creates a listener that starts no thread before the first failure. At least one upstream must have a URL to probe. */
    public DiagnosisListener(Upstreams upstreams) {
        this(upstreams, new UpstreamProbe(), Duration.ofMinutes(1));
    }

    DiagnosisListener(Upstreams upstreams, UpstreamProbe probe, Duration pause) {
        for (Upstream upstream : upstreams.all()) {
            if (upstream.url() != null) {
                schedules.put(upstream.name(), new Schedule(upstream, new AtomicLong()));
            }
        }
        if (schedules.isEmpty()) {
            throw new IllegalArgumentException(
                    "diagnose \"true\" must be used with an upstreams.<name>.url, which is what a diagnosis probes");
        }
        this.probe = probe;
        this.pause = pause;
        worker.allowCoreThreadTimeOut(true);
    }

    @Override
    public void onStart(IncidentStore incidents) {
        store = incidents;
    }

    @Override
    public void onIncident(Incident incident) {
        Schedule schedule = schedules.get(incident.upstream());
        long now = System.nanoTime() - start;
        long due = schedule == null ? UNDER_WAY : schedule.nextProbe().get();
        if (schedule == null || now < due || !schedule.nextProbe().compareAndSet(due, UNDER_WAY)) {
            return;
        }
        try {
            worker.execute(() -> {
                try {
                    diagnose(schedule.upstream(), incident.id());
                } finally {
                    schedule.nextProbe().set(System.nanoTime() - start + pause.toNanos());
                }
            });
        } catch (RejectedExecutionException e) {
            log.debug("{} is not probed: too many upstreams wait for a probe", incident.upstream());
            schedule.nextProbe().set(now);
        }
    }

    private void diagnose(Upstream upstream, String incidentId) {
        try {
            List<String> findings = probe.run(upstream);
            if (!worker.isShutdown()) {
                store.attach(incidentId, String.join("\n", findings));
                log.atInfo()
                        .addKeyValue("correlation_id", incidentId)
                        .addKeyValue("upstream", upstream.name())
                        .log(String.join("; ", findings) + " [" + incidentId + "]");
            }
        } catch (RuntimeException | LinkageError e) {
            log.warn("The diagnosis of {} failed; the next failure starts another one", upstream.name(), e);
        }
    }

    @Override
    public void onStop() {
        worker.shutdownNow();
        probe.close();
        try {
            if (!worker.awaitTermination(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("A diagnosis has not ended within {} ms; its thread ends by itself", STOP_TIMEOUT.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
