package io.github.gatefault.newapp;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/** A shop whose orders are another service's. */
@SpringBootApplication
@RestController
public class ShopApplication {
    private final RestClient orders;

    ShopApplication(RestClient.Builder builder, @Value("${orders.url:http://localhost:8081}") String url) {
        this.orders = builder.baseUrl(url).build();
    }

    /** Starts the shop. */
    public static void main(String[] arguments) {
        SpringApplication.run(ShopApplication.class, arguments);
    }

    @GetMapping("/orders")
    String orders() {
        return String.valueOf(orders.get().uri("/orders").retrieve().body(String.class));
    }
}
