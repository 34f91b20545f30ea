package io.github.gatefault.clients.client;

import dev.failsafe.Bulkhead;
import dev.failsafe.CircuitBreaker;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.Timeout;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.timelimiter.TimeLimiter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.Callable;

/** The JDK's client behind a circuit breaker that opens at the first failure, a bulkhead and a time limiter. */
final class GuardedClients {
    private GuardedClients() {}

    static Client resilience4j(Settings settings) {
        HttpClient client = JdkClients.httpClient(settings);
        io.github.resilience4j.circuitbreaker.CircuitBreaker breaker =
                io.github.resilience4j.circuitbreaker.CircuitBreaker.of(
                        "zoo",
                        CircuitBreakerConfig.custom()
                                .slidingWindowSize(1)
                                .minimumNumberOfCalls(1)
                                .build());
        io.github.resilience4j.bulkhead.Bulkhead bulkhead = io.github.resilience4j.bulkhead.Bulkhead.of(
                "zoo",
                BulkheadConfig.custom()
                        .maxConcurrentCalls(settings.connections())
                        .maxWaitDuration(settings.share())
                        .build());
        TimeLimiter limiter = TimeLimiter.of(settings.answer());
        return (url, visit) -> {
            HttpRequest get = HttpRequest.newBuilder(URI.create(url)).build();
            Callable<HttpResponse<byte[]>> call =
                    () -> limiter.executeFutureSupplier(() -> client.sendAsync(get, BodyHandlers.ofByteArray()));
            HttpResponse<byte[]> answer = bulkhead.executeCallable(() -> breaker.executeCallable(call));
            visit.whole(answer.statusCode(), answer.body());
        };
    }

    static Client failsafe(Settings settings) {
        HttpClient client = JdkClients.httpClient(settings);
        FailsafeExecutor<HttpResponse<byte[]>> guard = Failsafe.with(
                Bulkhead.<HttpResponse<byte[]>>builder(settings.connections())
                        .withMaxWaitTime(settings.share())
                        .build(),
                CircuitBreaker.<HttpResponse<byte[]>>builder()
                        .withFailureThreshold(1)
                        .build(),
                Timeout.<HttpResponse<byte[]>>builder(settings.answer())
                        .withInterrupt()
                        .build());
        return (url, visit) -> {
            HttpRequest get = HttpRequest.newBuilder(URI.create(url)).build();
            HttpResponse<byte[]> answer = guard.get(() -> client.send(get, BodyHandlers.ofByteArray()));
            visit.whole(answer.statusCode(), answer.body());
        };
    }
}
