package io.github.gatefault.example;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** The real gateway with all that is behind it, on a free port, and what it logs about incidents. */
final class RunningGateway implements BeforeAllCallback, AfterAllCallback {
    private final HttpClient client = HttpClient.newHttpClient();
    private final Lines lines = new Lines();
    private @Nullable Gateway gateway;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        gateway = Gateway.start(0);
        lines.start();
        incidents().addAppender(lines);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        incidents().detachAppender(lines);
        if (gateway != null) {
            gateway.close();
        }
    }

    /** Starts a request to this path. */
    HttpRequest.Builder request(String path) {
        if (gateway == null) {
            throw new IllegalStateException("The gateway has not been started");
        }
        return HttpRequest.newBuilder(gateway.address().resolve(path)).timeout(Duration.ofSeconds(20));
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    HttpClient client() {
        return client;
    }

    /** Returns what was logged about incidents so far. */
    List<ILoggingEvent> log() {
        return lines.events;
    }

    private static Logger incidents() {
        return (Logger) LoggerFactory.getLogger("gatefault.incident");
    }

    /** Keeps what was logged, by many threads. */
    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            event.prepareForDeferredProcessing();
            events.add(event);
        }
    }
}
