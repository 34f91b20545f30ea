package io.github.gatefault.springclients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Two instances of an application, and one Redis. */
class SharedIncidentsTest {
    @Test
    void incidentOfOneInstance_isFoundByTheOther() throws IOException {
        try (RedisServer redis = RedisServer.start();
                App one = App.start(Shop.class, shared(redis));
                App other = App.start(Shop.class, shared(redis))) {
            String id = one.get("/call/RestClient?to=http://localhost:" + Upstream.closedPort())
                    .headers()
                    .firstValue("X-Correlation-Id")
                    .orElseThrow();

            long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (other.get("/actuator/gatefault/" + id).statusCode() != 200) {
                assertThat(System.nanoTime()).as("waited for 10 s").isLessThan(end);
            }
            assertThat(other.get("/actuator/gatefault/" + id).body()).contains("\"cause\":\"connection_refused\"");

            redis.halt();
            assertThat(one.get("/call/RestClient?to=http://localhost:" + Upstream.closedPort())
                            .statusCode())
                    .isEqualTo(502);
            assertThat(other.get("/actuator/gatefault").statusCode()).isEqualTo(503);
        }
    }

    private static String[] shared(RedisServer redis) {
        return new String[] {
            "gatefault.incident-store=redis",
            "spring.data.redis.host=127.0.0.1",
            "spring.data.redis.port=" + redis.port(),
            "spring.data.redis.timeout=1s",
            "management.endpoints.web.exposure.include=gatefault"
        };
    }
}
