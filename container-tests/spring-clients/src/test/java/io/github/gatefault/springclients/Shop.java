package io.github.gatefault.springclients;

import feign.Capability;
import feign.Feign;
import feign.RequestLine;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.MDC;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.RequestEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import reactor.core.publisher.Mono;

/** An application that calls others by every client that Spring Boot's users have, wherever the request says. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
class Shop {
    private static final String ID = "X-Correlation-Id";

    private final RestClient restClient;
    private final RestTemplate restTemplate;
    private final WebClient webClient;
    private final List<Capability> feignCapabilities;
    private final CompletableFuture<Void> answered = new CompletableFuture<>();
    private volatile CompletableFuture<String> later = new CompletableFuture<>();

    /** An HTTP interface. */
    public interface Orders {
        @GetExchange("/")
        String all();
    }

    /** A Feign client. */
    public interface FeignOrders {
        @RequestLine("GET /")
        String all();
    }

    Shop(RestClient.Builder restClient, BeanFactory beans, WebClient.Builder webClient, List<Capability> feign)
            throws ReflectiveOperationException {
        this.restClient = restClient.build();
        // Its type is elsewhere on the other line of Spring Boot.
        Object builder = beans.getBean("restTemplateBuilder");
        this.restTemplate = (RestTemplate) builder.getClass().getMethod("build").invoke(builder);
        this.webClient = webClient.build();
        this.feignCapabilities = feign;
    }

    /** Calls with this client, and says what it was answered. */
    @GetMapping("/call/{client}")
    String call(@PathVariable String client, @RequestParam URI to) {
        return switch (client) {
            case "RestClient" -> get(to);
            case "RestTemplate" -> String.valueOf(restTemplate.getForObject(to, String.class));
            case "WebClient" -> String.valueOf(webClient.get().uri(to).retrieve().bodyToMono(String.class).block());
            case "HttpInterface" -> orders(to).all();
            case "Feign" -> feign(to).all();
            default -> throw new IllegalArgumentException(client);
        };
    }

    private String get(URI to) {
        return String.valueOf(restClient.get().uri(to).retrieve().body(String.class));
    }

    private Orders orders(URI to) {
        RestClient there = restClient.mutate().baseUrl(to).build();
        return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(there)).build().createClient(Orders.class);
    }

    private FeignOrders feign(URI to) {
        Feign.Builder builder = Feign.builder();
        feignCapabilities.forEach(builder::addCapability);
        return builder.target(FeignOrders.class, to.toString());
    }

    /** Calls with an ID of the application's own. */
    @GetMapping("/own/{client}")
    String own(@PathVariable String client, @RequestParam URI to) {
        return switch (client) {
            case "RestClient" ->
                String.valueOf(restClient.get().uri(to).header(ID, "its-own").retrieve().body(String.class));
            case "RestTemplate" -> String.valueOf(restTemplate
                        .exchange(RequestEntity.get(to).header(ID, "its-own").build(), String.class)
                        .getBody());
            case "WebClient" ->
                String.valueOf(webClient.get().uri(to).header(ID, "its-own").retrieve().bodyToMono(String.class).block());
            default -> throw new IllegalArgumentException(client);
        };
    }

    /** Calls on a thread that knows nothing of the request, or only what the log context says. */
    @GetMapping("/elsewhere")
    String elsewhere(@RequestParam String logContext, @RequestParam URI to) {
        return CompletableFuture.supplyAsync(() -> {
                    if (logContext.equals("none")) {
                        return get(to);
                    }
                    try (MDC.MDCCloseable context = MDC.putCloseable("correlation_id", logContext)) {
                        return get(to);
                    }
                })
                .join();
    }

    /** Calls when the visitor has long been answered, on a thread that was handed the request. */
    @GetMapping("/later")
    String later(@RequestParam URI to) {
        RequestAttributes request = RequestContextHolder.currentRequestAttributes();
        later = CompletableFuture.supplyAsync(() -> {
            answered.join();
            RequestContextHolder.setRequestAttributes(request);
            try {
                return get(to);
            } finally {
                RequestContextHolder.resetRequestAttributes();
            }
        });
        return "later";
    }

    /** Lets the call be made that {@code /later} left. */
    @GetMapping("/now")
    String now() {
        answered.complete(null);
        return later.join();
    }

    /** Pays, and then asks for something else. */
    @GetMapping("/pay")
    String pay(@RequestParam URI at, @RequestParam URI then) {
        restClient.post().uri(at).body("1").retrieve().toBodilessEntity();
        return get(then);
    }

    /** Sends what the client would send in small parts. */
    @GetMapping("/upload")
    String upload(@RequestParam URI to) {
        return String.valueOf(restClient
                .post()
                .uri(to)
                .header(HttpHeaders.CONTENT_TYPE, "text/plain")
                .body(out -> out.write(new byte[100_000]))
                .retrieve()
                .body(String.class));
    }

    /** Asks two at once, and answers when both have. */
    @GetMapping("/both")
    Mono<String> both(@RequestParam URI one, @RequestParam URI other) {
        return Mono.zip(text(one), text(other)).map(both -> both.getT1() + both.getT2());
    }

    private Mono<String> text(URI uri) {
        return webClient.get().uri(uri).retrieve().bodyToMono(String.class);
    }
}
