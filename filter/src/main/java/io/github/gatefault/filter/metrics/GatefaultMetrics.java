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
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts failures with Micrometer. To be bound to a registry, and added to a filter by
 * {@link io.github.gatefault.filter.BadGatewayFilter.Builder#listeners}; may serve several registries and filters.
 *
 * <table>
 * <caption>Its meters</caption>
 * <tr><th>name</th><th>counts</th><th>tags</th></tr>
 * <tr><td>{@code gatefault.failures}</td><td>failures of upstreams</td>
 *     <td>{@code cause family status upstream outcome}</td></tr>
 * <tr><td>{@code gatefault.answers}</td><td>our own time for an answer, in seconds</td><td></td></tr>
 * <tr><td>{@code gatefault.client.aborts}</td><td>visitors who left</td><td></td></tr>
 * <tr><td>{@code gatefault.languages.missed}</td><td>visitors whose language there are no words in</td>
 *     <td>{@code language}</td></tr>
 * <tr><td>{@code gatefault.render.fallbacks}</td><td>answers plainer than they should be</td><td></td></tr>
 * <tr><td>{@code gatefault.incidents.dropped}</td><td>incidents that their store could not keep</td><td></td></tr>
 * </table>
 *
 * <p>No tag takes more values than a registry can bear, whatever visitors, upstreams and callers do: of the upstreams' names
 * the first {@value #MAX_UPSTREAMS} have series of their own.
 */
public final class GatefaultMetrics implements MeterBinder, IncidentListener {
    /** How many upstreams have series of their own; further ones are {@code other} together. */
    public static final int MAX_UPSTREAMS = 100;

    private static final String UNKNOWN = "unknown";
    private static final String OTHER = "other";

    /** What we answer, and what an answer mostly began with that is cut off; of others the class is enough. */
    private static final Set<Integer> STATUSES = Stream.of(
                    Arrays.stream(CauseType.values()).map(CauseType::status),
                    IntStream.concat(IntStream.rangeClosed(520, 527), IntStream.of(200, 206, 500, 502, 503, 504, 530))
                            .boxed())
            .flatMap(statuses -> statuses)
            .collect(Collectors.toUnmodifiableSet());

    private final CopyOnWriteArrayList<MeterRegistry> registries = new CopyOnWriteArrayList<>();
    private final Set<String> upstreams = ConcurrentHashMap.newKeySet();
    private final AtomicLong droppedBefore = new AtomicLong();
    private volatile @Nullable IncidentStore incidents;

    /** Makes meters of no registry yet. */
    public GatefaultMetrics() {}

    @Override
    public void bindTo(MeterRegistry registry) {
        clientAborts(registry);
        renderFallbacks(registry);
        dropped(registry);
        answers(registry);
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
        each(registry -> Counter.builder("gatefault.failures")
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
        each(registry -> answers(registry).record(ownTime));
    }

    @Override
    public void onClientAbort(String correlationId) {
        each(registry -> clientAborts(registry).increment());
    }

    @Override
    public void onMissingLanguage(String language) {
        each(registry -> Counter.builder("gatefault.languages.missed")
                .description("Visitors who were answered in another language than they asked for")
                .tag("language", language)
                .register(registry)
                .increment());
    }

    @Override
    public void onRenderFallback(String correlationId) {
        each(registry -> renderFallbacks(registry).increment());
    }

    private void each(Consumer<MeterRegistry> count) {
        registries.forEach(count);
    }

    /** A counter that asked the store would keep a web application alive that has long been taken out of its container. */
    private void countDropped() {
        IncidentStore store = incidents;
        if (store != null) {
            long now = store.dropped();
            long before = droppedBefore.getAndAccumulate(now, Math::max);
            if (now > before) {
                each(registry -> dropped(registry).increment((double) (now - before)));
            }
        }
    }

    private static Counter clientAborts(MeterRegistry registry) {
        return Counter.builder("gatefault.client.aborts")
                .description("Visitors who left before their answer was complete")
                .register(registry);
    }

    private static Counter renderFallbacks(MeterRegistry registry) {
        return Counter.builder("gatefault.render.fallbacks")
                .description("Answers that were plainer than they should have been")
                .register(registry);
    }

    private static Counter dropped(MeterRegistry registry) {
        return Counter.builder("gatefault.incidents.dropped")
                .description("Incidents that their store could not keep")
                .register(registry);
    }

    private static Timer answers(MeterRegistry registry) {
        return Timer.builder("gatefault.answers")
                .description("The time from when a failure is noticed until it is answered")
                .register(registry);
    }

    private static String status(int status) {
        return STATUSES.contains(status) ? Integer.toString(status) : status / 100 + "xx";
    }

    /** A name comes from configuration, or from code that throws, which may take it from anywhere. */
    private String upstream(@Nullable String name) {
        if (name == null || !isName(name)) {
            return UNKNOWN;
        }
        if (upstreams.size() < MAX_UPSTREAMS) {
            upstreams.add(name);
        }
        return upstreams.contains(name) ? name : OTHER;
    }

    private static boolean isName(String name) {
        return !name.isBlank()
                && name.length() <= 64
                && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || " ._-".indexOf(c) >= 0);
    }
}
