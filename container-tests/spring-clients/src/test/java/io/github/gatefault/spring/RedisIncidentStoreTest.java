package io.github.gatefault.spring;

import static io.github.gatefault.filter.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.filter.incident.IncidentQuery;
import io.github.gatefault.filter.incident.IncidentStore;
import io.github.gatefault.filter.incident.IncidentStoreContract;
import io.github.gatefault.filter.incident.IncidentStoreException;
import io.github.gatefault.filter.internal.store.IncidentWriter;
import io.github.gatefault.filter.internal.store.IncidentWriter.Change;
import io.github.gatefault.springclients.RedisServer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

class RedisIncidentStoreTest extends IncidentStoreContract {
    private static @Nullable RedisServer server;
    private static @Nullable LettuceConnectionFactory connections;
    private static StringRedisTemplate redis = new StringRedisTemplate();

    @BeforeAll
    static void start() throws IOException {
        RedisServer started = RedisServer.start();
        server = started;
        LettuceConnectionFactory factory = new LettuceConnectionFactory(
                new RedisStandaloneConfiguration("127.0.0.1", started.port()),
                LettuceClientConfiguration.builder()
                        .commandTimeout(Duration.ofSeconds(1))
                        .build());
        factory.afterPropertiesSet();
        factory.start();
        connections = factory;
        redis = new StringRedisTemplate(factory);
    }

    @AfterAll
    static void stop() {
        if (connections != null) {
            connections.destroy();
        }
        if (server != null) {
            server.close();
        }
    }

    @Override
    protected IncidentStore create() {
        redis.delete(keys());
        return new RedisIncidentStore(redis, 1_000, Duration.ofDays(1));
    }

    private static Set<String> keys() {
        Set<String> keys = redis.keys("*");
        return keys == null ? Set.of() : keys;
    }

    private static Incident incident(String id) {
        return Incident.builder(id, Instant.now(), CauseType.CONNECTION_REFUSED).build();
    }

    @Test
    void everyKey_goesByItself() {
        store().add(incident("one"));
        await(() -> store().find("one").isPresent());

        assertThat(keys()).hasSize(3).allSatisfy(key -> assertThat(redis.getExpire(key))
                .isBetween(86_000L, 86_400L));
    }

    @Test
    void tooOldOnes_areGone() {
        try (IncidentStore brief = new RedisIncidentStore(redis, 1_000, Duration.ofSeconds(1))) {
            brief.add(incident("one"));
            await(() -> brief.find("one").isPresent());
            await(() -> keys().isEmpty());
            assertThat(brief.search(IncidentQuery.newest(10))).isEmpty();
        }
    }

    @Test
    void tooManyOnes_leaveNothingBehind() {
        try (IncidentStore small = new RedisIncidentStore(redis, 10, Duration.ofDays(1))) {
            for (int i = 0; i < 30; i++) {
                small.add(incident("n" + i));
            }
            await(() -> small.find("n29").isPresent());

            assertThat(small.search(IncidentQuery.newest(100)))
                    .extracting(found -> found.incident().id())
                    .hasSize(10)
                    .startsWith("n29", "n28")
                    .endsWith("n20");
            assertThat(small.find("n19")).isEmpty();
            assertThat(keys()).hasSize(21);
        }
    }

    @Test
    void searchBeyondOnePage_findsTheRest() {
        for (int i = 0; i < 450; i++) {
            store().add(incident("n" + i));
        }
        await(() -> store().find("n449").isPresent());

        assertThat(store().search(IncidentQuery.newest(10).withIdPart("n7"))).hasSize(10);
        assertThat(store().search(IncidentQuery.newest(1_000))).hasSize(450);
    }

    @Test
    void whatSomebodyElsePutThere_isNoIncident() {
        store().add(incident("one"));
        await(() -> store().find("one").isPresent());
        redis.opsForZSet().add("{gatefault}:incidents", "somebody's", 1);
        redis.<String, String>opsForHash().putAll("{gatefault}:incident:somebody's", Map.of("status", "teapot"));

        assertThat(store().search(IncidentQuery.newest(10))).hasSize(1);
    }

    @Test
    void redisThatIsDown_blocksNobody_andWhatIsLostIsCounted() throws IOException {
        RedisServer ours = Objects.requireNonNull(server);
        store().add(incident("before"));
        await(() -> store().find("before").isPresent());
        ours.halt();

        long start = System.nanoTime();
        for (int i = 0; i < 2 * IncidentWriter.MAX_WAITING + 500; i++) {
            store().add(incident("lost" + i));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        await(() -> store().dropped() >= IncidentWriter.MAX_WAITING);
        assertThatThrownBy(() -> store().find("before")).isInstanceOf(IncidentStoreException.class);

        ours.resume();
        await(() -> {
            store().add(incident("after"));
            return isFound("after");
        });
    }

    @Test
    void whatWaitsWhileRedisIsDown_isWrittenWhenItIsBack() throws IOException {
        RedisServer ours = Objects.requireNonNull(server);
        int waiting = IncidentWriter.MAX_WAITING - 1;
        try (IncidentStore roomy = new RedisIncidentStore(redis, 5_000, Duration.ofDays(1))) {
            roomy.add(incident("before"));
            await(() -> roomy.find("before").isPresent());
            ours.halt();
            for (int i = 0; i < waiting; i++) {
                roomy.add(incident("n" + i));
            }
            roomy.attach("n0", "Redis is down");
            // A second failed try drops nothing either.
            assertThatThrownBy(() -> roomy.find("before")).isInstanceOf(IncidentStoreException.class);
            ours.resume();

            await(() -> isFound(roomy, "n" + (waiting - 1)));
            assertThat(roomy.dropped()).isZero();
            assertThat(redis.opsForZSet().size("{gatefault}:incidents")).isEqualTo(waiting);
            assertThat(roomy.find("n0").orElseThrow().diagnosis()).isEqualTo("Redis is down");
        }
    }

    @Test
    void incidentThatIsWrittenAgain_staysOne() {
        Change change = new Change(1, "one", incident("one"), null);
        try (RedisIncidentStore writing = new RedisIncidentStore(redis, 1_000, Duration.ofDays(1))) {
            writing.write(List.of(change));
            writing.write(List.of(change));
        }
        assertThat(store().search(IncidentQuery.newest(10))).hasSize(1);
    }

    @Test
    void incidentThatRedisCannotHold_doesNotTakeTheOthersWithIt() {
        redis.opsForList().leftPush("{gatefault}:latest:wrong", "a list");
        store().add(incident("first"));
        store().attach("wrong", "a diagnosis");
        store().add(incident("last"));

        await(() -> store().find("last").isPresent());
        assertThat(store().find("first")).isPresent();
    }

    private boolean isFound(String id) {
        return isFound(store(), id);
    }

    private static boolean isFound(IncidentStore store, String id) {
        try {
            return store.find(id).isPresent();
        } catch (IncidentStoreException e) {
            return false;
        }
    }
}
