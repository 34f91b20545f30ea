package io.github.gatefault.filter.incident;

import static io.github.gatefault.filter.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.gatefault.cause.CauseFamily;
import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Confidence;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.cause.Outcome;
import io.github.gatefault.cause.RequestSent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every store holds to. A store that writes later, on a thread of its own, is waited for, as whoever looks an incident up
 * comes later too.
 */
public abstract class IncidentStoreContract {
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    private @Nullable IncidentStore open;

    /** Returns an empty store with room for at least 1,000 incidents; the contract closes it. */
    protected abstract IncidentStore create();

    @BeforeEach
    void open() {
        open = create();
    }

    @AfterEach
    void close() {
        store().close();
    }

    /** The store of the current test. */
    protected final IncidentStore store() {
        if (open == null) {
            throw new IllegalStateException("The store is not open yet");
        }
        return open;
    }

    private Incident.Builder incident(String id, int secondsAgo, CauseType cause) {
        return Incident.builder(id, now.minusSeconds(secondsAgo), cause);
    }

    /** Adds these incidents in this order, and waits until the last one can be found. */
    private void add(Incident... incidents) {
        for (Incident incident : incidents) {
            store().add(incident);
        }
        String last = incidents[incidents.length - 1].id();
        await(() -> store().find(last).isPresent());
    }

    private List<String> ids(IncidentQuery query) {
        return store().search(query).stream()
                .map(found -> found.incident().id())
                .toList();
    }

    @Test
    void everyFact_isGivenBack() {
        Incident full = incident("full-1", 3, CauseType.TLS_CERTIFICATE_ERROR)
                .causeDetail("certificate_expired")
                .requestSent(RequestSent.NO)
                .status(502)
                .request("POST", "/cart/é/日本")
                .duration(Duration.ofMillis(1234))
                .outcome(Outcome.AFTER_COMMIT)
                .retryAfter(Duration.ofSeconds(7))
                .upstream("orders")
                .answeredBy("nginx")
                .receivedStatus(503)
                .traceId("0192f3c47b1a7c33a5d8e1f2a3b4c5d6")
                .evidence("javax.net.ssl.SSLHandshakeException")
                .confidence(Confidence.MESSAGE)
                .build();
        add(full);

        assertThat(store().find("full-1")).contains(new StoredIncident(full, null));
    }

    @Test
    void unknownFacts_stayUnknown() {
        Incident sparse =
                incident("sparse-1", 3, CauseType.DNS_ERROR).retryAfter(null).build();
        add(sparse);

        assertThat(store().find("sparse-1")).contains(new StoredIncident(sparse, null));
    }

    @Test
    void unknownId_isNotFound() {
        add(incident("known", 0, CauseType.DNS_ERROR).build());

        assertThat(store().find("unknown")).isEmpty();
        assertThat(store().find("know")).isEmpty();
        assertThat(store().find("KnowN")).isEmpty();
        assertThat(store().find("")).isEmpty();
        assertThat(store().find("' OR '1'='1")).isEmpty();
        assertThat(store().find("known\u0000\ud800")).isEmpty();
        assertThat(ids(IncidentQuery.newest(10).withUpstream("\u0000\ud800").withIdPart("\ud800")))
                .isEmpty();
    }

    @Test
    void idThatCameTwice_isTheLatestOfBoth_andBothAreListed() {
        add(
                incident("twice", 9, CauseType.DNS_ERROR).build(),
                incident("twice", 5, CauseType.CONNECTION_REFUSED).build(),
                incident("other", 1, CauseType.DNS_ERROR).build());

        assertThat(store().find("twice").map(found -> found.incident().cause())).contains(CauseType.CONNECTION_REFUSED);
        assertThat(ids(IncidentQuery.newest(10))).containsExactly("other", "twice", "twice");
    }

    @Test
    void newest_comeFirst_andNoMoreThanAskedFor() {
        add(IntStream.range(0, 30)
                .mapToObj(i -> incident("n" + i, 100 - i, CauseType.DNS_ERROR).build())
                .toArray(Incident[]::new));

        assertThat(ids(IncidentQuery.newest(3))).containsExactly("n29", "n28", "n27");
        assertThat(ids(IncidentQuery.newest(1_000))).hasSize(30);
    }

    @Test
    void search_meetsEveryCondition() {
        add(
                incident("a1", 40, CauseType.CONNECTION_REFUSED)
                        .upstream("orders")
                        .build(),
                incident("a2", 30, CauseType.CONNECTION_TERMINATED)
                        .upstream("orders")
                        .build(),
                incident("b1", 20, CauseType.CONNECTION_REFUSED)
                        .upstream("search")
                        .build(),
                incident("c1", 10, CauseType.DNS_ERROR).build());

        IncidentQuery all = IncidentQuery.newest(10);
        assertThat(ids(all.withCause(CauseType.CONNECTION_REFUSED))).containsExactly("b1", "a1");
        assertThat(ids(all.withFamily(CauseFamily.BACKEND_DOWN))).containsExactly("b1", "a2", "a1");
        assertThat(ids(all.withUpstream("orders"))).containsExactly("a2", "a1");
        assertThat(ids(all.withUpstream(""))).containsExactly("c1");
        assertThat(ids(all.withUpstream("order"))).isEmpty();
        assertThat(ids(all.between(now.minusSeconds(30), now.minusSeconds(20)))).containsExactly("b1", "a2");
        assertThat(ids(all.between(now.minusSeconds(20), null))).containsExactly("c1", "b1");
        assertThat(ids(all.between(null, now.minusSeconds(40)))).containsExactly("a1");
        assertThat(ids(all.withFamily(CauseFamily.BACKEND_DOWN)
                        .withUpstream("orders")
                        .withIdPart("2")))
                .containsExactly("a2");
    }

    @Test
    void partOfAnId_isTextAndNoPattern() {
        add(
                incident("AbC-1.x", 9, CauseType.DNS_ERROR).build(),
                incident("a_c-2", 5, CauseType.DNS_ERROR).build());

        IncidentQuery all = IncidentQuery.newest(10);
        assertThat(ids(all.withIdPart("BC-1"))).containsExactly("AbC-1.x");
        assertThat(ids(all.withIdPart("a_c"))).containsExactly("a_c-2");
        assertThat(ids(all.withIdPart("%"))).isEmpty();
        assertThat(ids(all.withIdPart("!"))).isEmpty();
        assertThat(ids(all.withIdPart("\\"))).isEmpty();
        assertThat(ids(all.withIdPart("'; DROP TABLE gatefault_incident; --"))).isEmpty();
        assertThat(ids(all.withIdPart("c-"))).hasSize(2);
    }

    @Test
    void diagnosis_isAttachedLater_andTheLastOneCounts() {
        add(incident("d1", 5, CauseType.CONNECTION_TIMEOUT).build());

        store().attach("d1", "DNS gives two addresses,\none does not answer");
        await(() -> store().find("d1").orElseThrow().diagnosis() != null);
        assertThat(store().find("d1").map(StoredIncident::diagnosis))
                .contains("DNS gives two addresses,\none does not answer");

        store().attach("d1", "both answer now");
        await(() -> Optional.of("both answer now").equals(store().find("d1").map(StoredIncident::diagnosis)));
        store().attach("nobody", "ignored");
        assertThat(store().search(IncidentQuery.newest(10))).hasSize(1);

        add(incident("d2", 4, CauseType.CONNECTION_TIMEOUT).build());
        assertThat(ids(IncidentQuery.newest(10).withDiagnosis())).containsExactly("d1");
    }

    @Test
    void hostileText_isKeptAsText_onOneLine_andCut() {
        String hostile = "'; DROP TABLE x; --<script>alert(1)</script>\u001b[31m\r\nforged\u0000\u202e\ud800"
                + "é".repeat(1 << 20);
        add(incident("h1", 5, CauseType.DNS_ERROR)
                .request(hostile, "/" + hostile)
                .upstream(hostile)
                .answeredBy(hostile)
                .traceId(hostile)
                .evidence(hostile)
                .build());
        store().attach("h1", hostile);
        await(() -> store().find("h1").orElseThrow().diagnosis() != null);

        StoredIncident kept = store().find("h1").orElseThrow();
        Incident incident = kept.incident();
        assertThat(incident.path()).startsWith("/'").hasSizeLessThanOrEqualTo(Incident.MAX_PATH);
        assertThat(incident.evidence()).startsWith("'; DROP TABLE x; --<script>alert(1)</script>?[31m??forged???éé");
        assertThat(List.of(
                        incident.method(),
                        incident.path(),
                        String.valueOf(incident.upstream()),
                        String.valueOf(incident.answeredBy()),
                        String.valueOf(incident.traceId()),
                        String.valueOf(incident.evidence())))
                .allSatisfy(text -> assertThat(text).hasSizeLessThan(1_100).doesNotContainPattern("\\p{Cntrl}"));
        assertThat(kept.diagnosis())
                .hasSizeLessThanOrEqualTo(StoredIncident.MAX_DIAGNOSIS)
                .doesNotContain("\u0000");
        assertThat(ids(IncidentQuery.newest(10).withUpstream(incident.upstream())))
                .containsExactly("h1");
    }

    @Test
    void closedStore_harmsNobody() {
        store().close();

        assertThatCode(() ->
                        store().add(incident("late", 0, CauseType.DNS_ERROR).build()))
                .doesNotThrowAnyException();
        assertThatCode(() -> store().attach("late", "nothing")).doesNotThrowAnyException();
    }
}
