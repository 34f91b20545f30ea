package io.github.gatefault.filter.metrics;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.filter.incident.IncidentListener;
import io.github.gatefault.filter.incident.IncidentStore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts failures with Micrometer. Bind it to one or more registries, and add it as a listener to one or more filters.
 *
 * <table>
 * <caption>Its meters</caption>
 * <tr><th>name</th><th>counts</th><th>tags</th></tr>
 * <tr><td>{@code gatefault.failures}</td><td>upstream failures</td>
 *     <td>{@code cause family status upstream outcome}</td></tr>
 * <tr><td>{@code gatefault.answers}</td><td>the filter's own time for an answer, in seconds</td><td></td></tr>
 * <tr><td>{@code gatefault.client.aborts}</td><td>visitors who left</td><td></td></tr>
 * <tr><td>{@code gatefault.languages.missed}</td><td>visitors whose language has no translation</td>
 *     <td>{@code language}</td></tr>
 * <tr><td>{@code gatefault.render.fallbacks}</td><td>answers in a simpler form than intended</td><td></td></tr>
 * <tr><td>{@code gatefault.incidents.dropped}</td><td>incidents that the store lost</td><td></td></tr>
 * </table>
 *
 * <p>The number of series is bounded, whatever visitors, upstreams and callers do: the first {@value #MAX_UPSTREAMS} upstream
 * names have series of their own.
 */
public final class GatefaultMetrics implements MeterBinder, IncidentListener {
    /** How many upstreams have series of their own. All others share the value {@code other}. */
    public static final int MAX_UPSTREAMS = 100;

    /** The statuses of our answers, and the usual ones of answers that are cut off. Others are reported by class, such as 4xx. */
    private static final Set<Integer> STATUSES = Stream.concat(
                    Arrays.stream(CauseType.values()).map(CauseType::status),
                    Stream.of(200, 206, 500, 502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 527, 530))
            .collect(Collectors.toUnmodifiableSet());

    private static final Counter.Builder CLIENT_ABORTS = Counter.builder("gatefault.client.aborts")
            .description("Visitors who left before their answer was complete");
    private static final Counter.Builder RENDER_FALLBACKS = Counter.builder("gatefault.render.fallbacks")
            .description("Answers that were plainer than they should have been");
    private static final Counter.Builder DROPPED =
            Counter.builder("gatefault.incidents.dropped").description("Incidents that their store could not keep");
    private static final Timer.Builder ANSWERS = Timer.builder("gatefault.answers")
            .description("The time from when a failure is noticed until it is answered");

    private final CopyOnWriteArrayList<MeterRegistry> registries = new CopyOnWriteArrayList<>();
    private final Set<String> upstreams = ConcurrentHashMap.newKeySet();
    private final AtomicLong droppedBefore = new AtomicLong();
    private volatile @Nullable IncidentStore incidents;

    /** Creates metrics that are not bound to a registry yet. */
    public GatefaultMetrics() {}

    @Override
    public void bindTo(MeterRegistry registry) {
        CLIENT_ABORTS.register(registry);
        RENDER_FALLBACKS.register(registry);
        DROPPED.register(registry);
        ANSWERS.register(registry);
        registries.addIfAbsent(registry);
    }

    @Override
    public void onStart(IncidentStore store) {
        droppedBefore.set(store.dropped());
        incidents = store;
    }

    @Override
    public void onIncident(Incident incident) {
        String upstream = upstream(incident.upstream());
        String status = status(incident.status());
        registries.forEach(registry -> Counter.builder("gatefault.failures")
                .description("Failures of upstreams")
                .tag("cause", incident.cause().token())
                .tag("family", incident.cause().family().token())
                .tag("status", status)
                .tag("upstream", upstream)
                .tag("outcome", incident.outcome().token())
                .register(registry)
                .increment());
        countDropped();
    }

    @Override
    public void onAnswered(String correlationId, Duration ownTime) {
        registries.forEach(registry -> ANSWERS.register(registry).record(ownTime));
    }

    @Override
    public void onClientAbort(String correlationId) {
        registries.forEach(registry -> CLIENT_ABORTS.register(registry).increment());
    }

    @Override
    public void onMissingLanguage(String language) {
        registries.forEach(registry -> Counter.builder("gatefault.languages.missed")
                .description("Visitors who got another language than they asked for")
                .tag("language", language)
                .register(registry)
                .increment());
    }

    @Override
    public void onRenderFallback(String correlationId) {
        registries.forEach(registry -> RENDER_FALLBACKS.register(registry).increment());
    }

    /** A function counter would keep the store, and so a web application that has been undeployed, in memory. */
    private void countDropped() {
        IncidentStore store = incidents;
        if (store != null) {
            long now = store.dropped();
            long before = droppedBefore.getAndAccumulate(now, Math::max);
            if (now > before) {
                registries.forEach(registry -> DROPPED.register(registry).increment((double) (now - before)));
            }
        }
    }

    private static String status(int status) {
        return STATUSES.contains(status) ? Integer.toString(status) : status / 100 + "xx";
    }

    /** Returns the tag value. A name may come from code that takes it from a request. */
    private String upstream(@Nullable String name) {
        if (name == null || !isName(name)) {
            return "unknown";
        }
        if (upstreams.size() < MAX_UPSTREAMS) {
            upstreams.add(name);
        }
        return upstreams.contains(name) ? name : "other";
    }

    private static boolean isName(String name) {
        return !name.isBlank()
                && name.length() <= 64
                && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || " ._-".indexOf(c) >= 0);
    }
}
