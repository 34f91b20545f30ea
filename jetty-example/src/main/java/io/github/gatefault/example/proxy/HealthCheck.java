package io.github.gatefault.example.proxy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a service how it is, at most every few seconds, and only while somebody wants to know. */
public final class HealthCheck implements BooleanSupplier {
    private static final Logger log = LoggerFactory.getLogger(HealthCheck.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration GOOD_FOR = Duration.ofSeconds(5);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final HttpRequest question;
    private boolean healthy;
    private long asked;
    private boolean everAsked;

    /** Makes a check that takes any answer of 2xx to a GET of this address for good health. */
    public HealthCheck(URI address) {
        this.question = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
    }

    @Override
    public synchronized boolean getAsBoolean() {
        long now = System.nanoTime();
        if (!everAsked || now - asked > GOOD_FOR.toNanos()) {
            healthy = ask();
            asked = now;
            everAsked = true;
        }
        return healthy;
    }

    private boolean ask() {
        try {
            int status = client.send(question, BodyHandlers.discarding()).statusCode();
            return status >= 200 && status < 300;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (IOException e) {
            log.info("{} does not answer its health check: {}", question.uri(), e.toString());
            return false;
        }
    }
}
