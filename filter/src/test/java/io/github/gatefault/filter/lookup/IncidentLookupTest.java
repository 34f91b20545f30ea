package io.github.gatefault.filter.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.filter.incident.IncidentStore;
import io.github.gatefault.filter.upstream.Upstream;
import io.github.gatefault.filter.upstream.Upstreams;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IncidentLookupTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final String OURS = String.format("%012x7abc8def012345678901", NOON.toEpochMilli());

    private final IncidentStore store = IncidentStore.inMemory(2_000);
    private final IncidentLookup lookup =
            IncidentLookup.in(store).withLogLink(LogLink.of("https://logs.example/?q={id}&f={from_iso}&t={to_iso}"));

    private static Incident.Builder refused(String id, Instant time) {
        return Incident.builder(id, time, CauseType.CONNECTION_REFUSED)
                .upstream("orders")
                .request("GET", "/cart")
                .duration(Duration.ofMillis(12))
                .evidence("java.net.ConnectException");
    }

    private List<Object> ids(Map<String, String> parameters) {
        return listOf(lookup.search(parameters).get("incidents")).stream()
                .<Object>map(one -> mapOf(one).get("correlation_id"))
                .toList();
    }

    private static List<?> listOf(@Nullable Object value) {
        return (List<?>) Objects.requireNonNull(value);
    }

    private static Map<?, ?> mapOf(@Nullable Object value) {
        return (Map<?, ?>) Objects.requireNonNull(value);
    }

    @Test
    void incident_hasTheKeysOfTheLog() {
        store.add(refused(OURS, NOON.plusMillis(12)).build());
        store.attach(OURS, "nothing listens at port 8080");

        assertThat(lookup.incident(OURS).orElseThrow().get("incident"))
                .isEqualTo(Map.ofEntries(
                        Map.entry("correlation_id", OURS),
                        Map.entry("time", "2026-11-24T12:00:00.012Z"),
                        Map.entry("cause", "connection_refused"),
                        Map.entry("category", "backend_down"),
                        Map.entry("action_by", "upstream"),
                        Map.entry("upstream", "orders"),
                        Map.entry("status", 502),
                        Map.entry("outcome", "replaced"),
                        Map.entry("request_sent", "no"),
                        Map.entry("method", "GET"),
                        Map.entry("path", "/cart"),
                        Map.entry("duration_ms", 12L),
                        Map.entry("retry_after", 10L),
                        Map.entry("evidence", "java.net.ConnectException"),
                        Map.entry("diagnosis", "nothing listens at port 8080")));
    }

    @Test
    void similarIncidents_haveTheSameCauseAndUpstream() {
        store.add(refused("a", NOON).build());
        store.add(refused("b", NOON.plusSeconds(39)).build());
        store.add(refused("c", NOON.plusSeconds(40)).build());
        store.add(refused("d", NOON.plusSeconds(41)).upstream("search").build());
        store.add(refused("e", NOON.plusSeconds(42)).upstream(null).build());
        store.add(Incident.builder("f", NOON.plusSeconds(43), CauseType.DNS_ERROR)
                .upstream("orders")
                .build());

        Map<?, ?> similar = mapOf(lookup.incident("b").orElseThrow().get("similar"));
        assertThat(similar.get("count")).isEqualTo(3);
        assertThat(similar.get("more")).isEqualTo(false);
        assertThat(similar.get("since")).isEqualTo("2026-11-24T12:00:00Z");
        assertThat(similar.get("until")).isEqualTo("2026-11-24T12:00:40Z");
        List<?> counts = listOf(similar.get("counts"));
        assertThat(counts).hasSize(40);
        assertThat(counts.get(0)).isEqualTo(1L);
        assertThat(counts.stream().mapToLong(count -> (Long) count).sum()).isEqualTo(3);
        assertThat(mapOf(lookup.incident("e").orElseThrow().get("similar")).get("count"))
                .isEqualTo(1);
    }

    @Test
    void diagnosisOfTheNearestSimilarIncident_isShown_ifItHasNone() {
        store.add(refused("hours-ago", NOON.minusSeconds(9_000)).build());
        store.add(refused("before", NOON.minusSeconds(50)).build());
        store.add(refused("asked-for", NOON).build());
        store.add(refused("after", NOON.plusSeconds(20)).build());
        store.add(refused("elsewhere", NOON).upstream("search").build());
        store.add(Incident.builder("otherwise", NOON, CauseType.DNS_ERROR)
                .upstream("orders")
                .build());
        assertThat(diagnosedOf("asked-for")).isNull();
        for (String id : List.of("hours-ago", "elsewhere", "otherwise")) {
            store.attach(id, "of " + id);
        }
        assertThat(diagnosedOf("asked-for")).isNull();
        store.attach("before", "of before");
        store.attach("after", "of after");

        assertThat(diagnosedOf("asked-for"))
                .isEqualTo(Map.of("correlation_id", "after", "time", "2026-11-24T12:00:20Z", "diagnosis", "of after"));
        assertThat(diagnosedOf("before")).isNull();
    }

    /** One is diagnosed, and so many follow that a list of them would not reach back to it. */
    @Test
    void diagnosisAtTheStartOfAStorm_isFound() {
        store.add(refused("first", NOON).build());
        store.attach("first", "of first");
        for (int i = 0; i < 1_500; i++) {
            store.add(refused("i" + i, NOON.plusMillis(i)).build());
        }

        assertThat(diagnosedOf("i1499")).isNotNull();
    }

    private @Nullable Object diagnosedOf(String id) {
        return mapOf(lookup.incident(id).orElseThrow().get("similar")).get("diagnosed");
    }

    @Test
    void tooManySimilarIncidents_areReportedAsMore() {
        for (int i = 0; i < 1_500; i++) {
            store.add(refused("i" + i, NOON.plusMillis(i)).build());
        }

        assertThat(lookup.incident("i1499").orElseThrow().get("similar"))
                .asString()
                .contains("count=1000")
                .contains("more=true");
    }

    @Test
    void runbook_hasTheCommandsForTheUpstreamOfTheIncident() {
        store.add(refused("a", NOON).build());

        assertThat(lookup.incident("a").orElseThrow().get("runbook")).asString().contains("HOST");
        assertThat(lookup.withUpstreams(Upstreams.of(new Upstream("orders", List.of("orders.internal:8080"), null)))
                        .incident("a")
                        .orElseThrow()
                        .get("runbook"))
                .asString()
                .contains("orders.internal")
                .contains("8080");
    }

    @Test
    void runbookOfATlsFailure_usesHttps() {
        store.add(Incident.builder("a", NOON, CauseType.TLS_CERTIFICATE_ERROR)
                .upstream("orders")
                .build());
        store.add(Incident.builder("b", NOON, CauseType.CONNECTION_TERMINATED)
                .upstream("orders")
                .build());
        IncidentLookup known = lookup.withUpstreams(
                Upstreams.of(new Upstream("orders", List.of("*.orders.internal", "orders.internal:8080"), null)));

        assertThat(known.incident("a").orElseThrow().get("runbook"))
                .asString()
                .contains("s_client -connect orders.internal:8080")
                .contains("'https://orders.internal:8080/'")
                .doesNotContain("http://");
        assertThat(known.incident("b").orElseThrow().get("runbook"))
                .asString()
                .contains("'http://orders.internal:8080/'");
    }

    @Test
    void log_isSearchedAroundTheTimeOfTheId() {
        store.add(refused(OURS, NOON.plusSeconds(60)).build());

        assertThat(lookup.incident(OURS).orElseThrow().get("log"))
                .isEqualTo(
                        "https://logs.example/?q=" + OURS + "&f=2026-11-24T11%3A55%3A00Z&t=2026-11-24T12%3A06%3A00Z");
    }

    @Test
    void logOfAnIdWithoutTime_isSearchedAroundTheIncident() {
        store.add(refused("cart-1", NOON).duration(Duration.ofSeconds(30)).build());
        // Looks like ours, of the year 1970.
        store.add(refused("00000000000a7abc8def012345678901", NOON)
                .duration(Duration.ofSeconds(30))
                .build());

        assertThat(lookup.incident("cart-1").orElseThrow().get("log"))
                .asString()
                .endsWith("&f=2026-11-24T11%3A54%3A30Z&t=2026-11-24T12%3A05%3A00Z");
        assertThat(lookup.incident("00000000000a7abc8def012345678901")
                        .orElseThrow()
                        .get("log"))
                .asString()
                .endsWith("&f=2026-11-24T11%3A54%3A30Z&t=2026-11-24T12%3A05%3A00Z");
    }

    @Test
    void log_isLinked_forAnIdThatTheStoreDoesNotHave() {
        assertThat(lookup.incident(OURS)).isEmpty();
        assertThat(lookup.log(OURS))
                .contains("https://logs.example/?q=" + OURS + "&f=2026-11-24T11%3A55%3A00Z&t=2026-11-24T12%3A05%3A00Z");
        assertThat(lookup.log("cart-1")).isEmpty();
        assertThat(lookup.log("\"><script>")).isEmpty();
        assertThat(IncidentLookup.in(store).log(OURS)).isEmpty();
    }

    @Test
    void search_acceptsWhatAPersonTypes() {
        store.add(refused("AbC-1", NOON).build());
        store.add(refused("xyz-2", NOON.plusSeconds(90)).upstream("search").build());

        assertThat(ids(Map.of())).containsExactly("xyz-2", "AbC-1");
        assertThat(ids(Map.of("id", "  [abc-1],\n"))).containsExactly("AbC-1");
        assertThat(ids(Map.of("id", " ", "cause", "", "category", " "))).hasSize(2);
        assertThat(ids(Map.of("upstream", "search", "unknown", "x"))).containsExactly("xyz-2");
        assertThat(ids(Map.of("cause", "connection_refused", "category", "backend_down")))
                .hasSize(2);
        assertThat(ids(Map.of("cause", "dns_error"))).isEmpty();
        assertThat(ids(Map.of("from", "2026-11-24T12:01", "until", "2026-11-24T12:02:00Z")))
                .containsExactly("xyz-2");
    }

    @Test
    void limit_isApplied_andMoreIsReported() {
        store.add(refused("a", NOON).build());
        store.add(refused("b", NOON).build());

        assertThat(lookup.search(Map.of("limit", "1")))
                .containsEntry("more", true)
                .containsEntry("dropped", 0L);
        assertThat(lookup.search(Map.of("limit", "2"))).containsEntry("more", false);
        assertThat(ids(Map.of("limit", "1"))).containsExactly("b");
    }

    @ParameterizedTest
    @CsvSource({
        "cause, refused, a cause",
        "category, down, a category",
        "from, yesterday, a time in UTC",
        "until, 2026-13-01T00:00, a time in UTC",
        "limit, 0, between 1 and 999",
        "limit, 1000, between 1 and 999",
        "limit, ٣, between 1 and 999",
    })
    void badParameter_isRefused_withWhatIsAllowed_andNoEcho(String name, String value, String allowed) {
        assertThatThrownBy(() -> lookup.search(Map.of(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(name + " must be ")
                .hasMessageContaining(allowed)
                .hasMessageNotContaining("\"" + value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "' OR 1=1 --", "\u001b[31m", "a\r\nb", "<script>", "../../etc/passwd", "\u0000", "\ud800"})
    void hostileIds_findNothing(String id) {
        store.add(refused("a", NOON).build());

        assertThat(lookup.incident(id)).isEmpty();
        assertThat(lookup.log(id)).isEmpty();
        assertThat(lookup.incident(id.repeat(1 << 16))).isEmpty();
    }
}
