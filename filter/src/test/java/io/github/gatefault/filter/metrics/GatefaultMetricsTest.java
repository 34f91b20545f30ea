package io.github.gatefault.filter.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.cause.Outcome;
import io.github.gatefault.filter.incident.IncidentStore;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GatefaultMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final GatefaultMetrics metrics = new GatefaultMetrics();

    private static Incident.Builder incident(CauseType cause, @Nullable String upstream) {
        return Incident.builder("01a20afdab757b6b95ad8d8ddc729c23", Instant.EPOCH, cause)
                .upstream(upstream);
    }

    private List<String> values(String tag) {
        return registry.find("gatefault.failures").counters().stream()
                .map(counter -> String.valueOf(counter.getId().getTag(tag)))
                .distinct()
                .sorted()
                .toList();
    }

    @Test
    void failure_isCountedByItsTags() {
        metrics.bindTo(registry);

        metrics.onIncident(incident(CauseType.CONNECTION_REFUSED, "orders").build());
        metrics.onIncident(incident(CauseType.CONNECTION_REFUSED, "orders").build());
        metrics.onIncident(incident(CauseType.CONNECTION_TERMINATED, null)
                .status(200)
                .outcome(Outcome.AFTER_COMMIT)
                .build());

        assertThat(registry.get("gatefault.failures")
                        .tags(
                                "cause", "connection_refused",
                                "family", "backend_down",
                                "status", "502",
                                "upstream", "orders",
                                "outcome", "replaced")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(registry.get("gatefault.failures")
                        .tags("outcome", "after_commit", "status", "200", "upstream", "unknown")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void metersWithoutEvents_areZero_andNotAbsent() {
        metrics.bindTo(registry);

        assertThat(registry.getMeters())
                .extracting(meter -> meter.getId().getName())
                .containsExactlyInAnyOrder(
                        "gatefault.client.aborts",
                        "gatefault.render.fallbacks",
                        "gatefault.incidents.dropped",
                        "gatefault.answers");
    }

    @Test
    void otherEvents_areCounted() {
        metrics.bindTo(registry);

        metrics.onClientAbort("id");
        metrics.onMissingLanguage("sw");
        metrics.onRenderFallback("id");
        metrics.onAnswered("id", Duration.ofMillis(3));

        assertThat(registry.get("gatefault.client.aborts").counter().count()).isEqualTo(1);
        assertThat(registry.get("gatefault.languages.missed")
                        .tag("language", "sw")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("gatefault.render.fallbacks").counter().count()).isEqualTo(1);
        assertThat(registry.get("gatefault.answers").timer().totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(3);
    }

    @Test
    void droppedIncidents_areCounted_sinceTheStart() {
        IncidentStore store = mock();
        when(store.dropped()).thenReturn(7L);
        metrics.bindTo(registry);
        metrics.onStart(store);

        when(store.dropped()).thenReturn(12L);
        metrics.onIncident(incident(CauseType.CONNECTION_REFUSED, null).build());
        metrics.onIncident(incident(CauseType.CONNECTION_REFUSED, null).build());

        assertThat(registry.get("gatefault.incidents.dropped").counter().count())
                .isEqualTo(5);
    }

    @Test
    void everyRegistry_countsOnce() {
        SimpleMeterRegistry second = new SimpleMeterRegistry();
        metrics.bindTo(registry);
        metrics.bindTo(registry);
        metrics.bindTo(second);

        metrics.onClientAbort("id");

        assertThat(registry.get("gatefault.client.aborts").counter().count()).isEqualTo(1);
        assertThat(second.get("gatefault.client.aborts").counter().count()).isEqualTo(1);
    }

    @Test
    void hostileNames_makeFewSeries() {
        metrics.bindTo(registry);

        IntStream.range(0, 10_000)
                .forEach(i -> metrics.onIncident(
                        incident(CauseType.CONNECTION_REFUSED, "tenant-" + i).build()));
        metrics.onIncident(
                incident(CauseType.CONNECTION_REFUSED, "a\"} 1\nforged{").build());
        metrics.onIncident(
                incident(CauseType.CONNECTION_REFUSED, "x".repeat(65)).build());

        assertThat(values("upstream"))
                .hasSize(GatefaultMetrics.MAX_UPSTREAMS + 2)
                .contains("unknown", "other", "tenant-0")
                .doesNotContain("tenant-9999");
    }

    @Test
    void hostileStatuses_makeFewSeries() {
        metrics.bindTo(registry);

        IntStream.rangeClosed(100, 599)
                .forEach(status -> metrics.onIncident(incident(CauseType.UPSTREAM_ERROR_RESPONSE, "orders")
                        .status(status)
                        .build()));

        assertThat(values("status"))
                .hasSizeLessThan(25)
                .contains("200", "502", "503", "504", "520", "530", "1xx", "2xx", "4xx", "5xx");
    }

    @Test
    void oneFailure_isOneSeries_howeverOften() {
        metrics.bindTo(registry);

        IntStream.range(0, 1_000)
                .forEach(i -> metrics.onIncident(
                        incident(CauseType.CONNECTION_REFUSED, "orders").build()));

        assertThat(registry.getMeters().stream().map(Meter::getId).distinct()).hasSize(5);
    }
}
