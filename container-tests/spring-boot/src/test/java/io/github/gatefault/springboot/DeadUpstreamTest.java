package io.github.gatefault.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.suite.upstream.Fault;
import io.github.gatefault.suite.upstream.FaultUpstream;
import io.github.gatefault.suite.wire.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/** An application that knows nothing of this library but the dependency. */
class DeadUpstreamTest {
    private static App app;

    @BeforeAll
    static void start() throws Exception {
        app = App.start(Shop.class);
    }

    @AfterAll
    static void stop() throws Exception {
        app.close();
    }

    @Test
    void refusedConnection_answers502() throws Exception {
        Answer answer = app.get("/orders", "Accept", "application/problem+json");

        assertThat(answer.status()).as("%s", answer).isEqualTo(502);
        assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.text()).contains("\"cause\":\"connection_refused\"");
        assertThat(app.incidents()).hasSize(1);
    }

    @Configuration
    @EnableAutoConfiguration
    @RestController
    static class Shop {
        private final RestClient orders;

        Shop(FaultUpstream upstream) {
            orders = RestClient.create(upstream.uri(Fault.REFUSED).toString());
        }

        @GetMapping("/orders")
        String orders() {
            return String.valueOf(orders.get().retrieve().body(String.class));
        }
    }
}
