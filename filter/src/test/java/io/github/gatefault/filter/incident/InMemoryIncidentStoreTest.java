package io.github.gatefault.filter.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InMemoryIncidentStoreTest extends IncidentStoreContract {

    @Override
    protected IncidentStore create() {
        return IncidentStore.inMemory(1_000);
    }

    private static Incident incident(String id) {
        return Incident.builder(id, Instant.EPOCH, CauseType.DNS_ERROR).build();
    }

    @Test
    void fullRing_losesTheOldest() {
        IncidentStore ring = IncidentStore.inMemory(3);
        IntStream.range(0, 5).forEach(i -> ring.add(incident("i" + i)));

        assertThat(ring.search(IncidentQuery.newest(10)))
                .extracting(found -> found.incident().id())
                .containsExactly("i4", "i3", "i2");
        assertThat(ring.find("i1")).isEmpty();
    }

    @Test
    void manyWriters_loseNothingThatHasRoom() throws InterruptedException {
        IncidentStore ring = IncidentStore.inMemory(8_000);
        ExecutorService writers = Executors.newFixedThreadPool(8);
        for (int writer = 0; writer < 8; writer++) {
            String name = "w" + writer + "-";
            writers.execute(() -> IntStream.range(0, 1_000).forEach(i -> ring.add(incident(name + i))));
        }
        writers.shutdown();
        assertThat(writers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();

        for (int writer = 0; writer < 8; writer++) {
            List<StoredIncident> found = ring.search(IncidentQuery.newest(1_000).withIdPart("w" + writer + "-"));
            assertThat(found)
                    .extracting(one -> one.incident().id())
                    .doesNotHaveDuplicates()
                    .hasSize(1_000);
        }
    }

    @Test
    void capacity_isBounded() {
        assertThatThrownBy(() -> IncidentStore.inMemory(0)).hasMessageContaining("must be between 1 and 100000");
        assertThatThrownBy(() -> IncidentStore.inMemory(100_001)).hasMessageContaining("must be between 1 and 100000");
    }

    @Test
    void storeOfNothing_keepsNothing() {
        IncidentStore none = IncidentStore.none();
        none.add(incident("i1"));

        assertThat(none.find("i1")).isEmpty();
        assertThat(none.search(IncidentQuery.newest(10))).isEmpty();
    }
}
