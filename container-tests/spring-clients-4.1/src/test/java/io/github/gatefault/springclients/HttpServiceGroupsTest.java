package io.github.gatefault.springclients;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.service.registry.ImportHttpServices;

/** HTTP interfaces that Spring makes by itself, which only Boot 4 has. */
class HttpServiceGroupsTest {
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @ImportHttpServices(group = "orders", types = Shop.Orders.class)
    @RestController
    static class Groups {
        private final Shop.Orders orders;

        Groups(Shop.Orders orders) {
            this.orders = orders;
        }

        @GetMapping("/orders")
        String orders() {
            return orders.all();
        }
    }

    @Test
    void group_sendsTheId() {
        try (Upstream upstream = new Upstream();
                App app = App.start(Groups.class, "spring.http.serviceclient.orders.base-url=" + upstream.url())) {
            HttpResponse<String> answer = app.get("/orders");

            assertThat(answer.body()).isEqualTo("well");
            assertThat(upstream.latest().get("X-Correlation-Id"))
                    .containsExactly(
                            answer.headers().firstValue("X-Correlation-Id").orElseThrow());
        }
    }
}
