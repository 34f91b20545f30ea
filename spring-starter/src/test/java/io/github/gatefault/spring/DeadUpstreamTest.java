package io.github.gatefault.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/** An application that knows nothing of this library but the dependency. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class DeadUpstreamTest {
    @Value("${local.server.port}")
    private int port;

    @Test
    void refusedConnection_answers502() throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/orders"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"cause\":\"connection_refused\"");
    }

    @Configuration
    @EnableAutoConfiguration
    @RestController
    static class Shop {
        private final RestClient orders;

        Shop() throws Exception {
            try (ServerSocket closed = new ServerSocket(0)) {
                orders = RestClient.create("http://localhost:" + closed.getLocalPort());
            }
        }

        @GetMapping("/orders")
        String orders() {
            return String.valueOf(orders.get().uri("/orders").retrieve().body(String.class));
        }
    }
}
