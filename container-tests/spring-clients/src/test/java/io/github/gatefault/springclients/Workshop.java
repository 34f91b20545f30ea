package io.github.gatefault.springclients;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/** An application whose developer works on its templates. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
public class Workshop {
    private final String start = UUID.randomUUID().toString();
    private final RestClient orders;
    private final MeterRegistry meters;

    Workshop(RestClient.Builder client, MeterRegistry meters, @Value("${gatefault.upstreams.orders.url}") String orders) {
        this.orders = client.baseUrl(orders).build();
        this.meters = meters;
    }

    /** Starts it. */
    public static void main(String[] arguments) {
        SpringApplication.run(Workshop.class, arguments);
    }

    @GetMapping("/orders")
    String orders() {
        return String.valueOf(orders.get().retrieve().body(String.class));
    }

    /** Says which start this is, what has loaded it, how many threads of the filter live, and how many failures are counted. */
    @GetMapping("/state")
    String state() {
        long threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("gatefault"))
                .count();
        double failures = meters.find("gatefault.failures").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
        return String.join(
                " ",
                start,
                getClass().getClassLoader().getClass().getSimpleName(),
                Long.toString(threads),
                Long.toString((long) failures));
    }
}
