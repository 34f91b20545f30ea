package io.github.gatefault.springclients;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A running application, asked as its users do. */
final class App implements AutoCloseable {
    private static final HttpClient client = HttpClient.newHttpClient();

    private final ConfigurableApplicationContext context;

    private App(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts an application on a free port, with these properties as {@code key=value}. */
    static App start(Class<?> configuration, String... properties) {
        return new App(new SpringApplicationBuilder(configuration)
                .properties("server.port=0", "spring.main.banner-mode=off", "spring.jmx.enabled=false")
                // One bridge at a time; a test names its own.
                .properties("spring.autoconfigure.exclude=" + String.join(",", Tracing.NONE))
                .run(Arrays.stream(properties).map(p -> "--" + p).toArray(String[]::new)));
    }

    HttpResponse<String> get(String path) {
        return send(request(path));
    }

    HttpRequest.Builder request(String path) {
        int port = Integer.parseInt(requireNonNull(context.getEnvironment().getProperty("local.server.port")));
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("There was no answer", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("The test was stopped", e);
        }
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
