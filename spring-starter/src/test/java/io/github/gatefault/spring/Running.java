package io.github.gatefault.spring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** An application on a real container and a free port. */
final class Running implements AutoCloseable {
    private static final Socket TAKEN = taken();

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final ConfigurableApplicationContext context;

    private Running(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts an application of this class with these properties. */
    static Running application(Class<?> source, String... properties) {
        SpringApplication application = new SpringApplication(source);
        application.setDefaultProperties(Map.of("server.port", "0", "spring.main.banner-mode", "off"));
        return new Running(application.run(
                Arrays.stream(properties).map(property -> "--" + property).toArray(String[]::new)));
    }

    /** Returns an address at which nobody listens, and nobody will: the port is taken, so that no server of another test gets it. */
    static URI nobody() {
        return URI.create("http://localhost:" + TAKEN.getLocalPort());
    }

    /** Takes the keys of the build away, which begin as ours do: an application that sets none is what most are. */
    static void forgetTheBuild(ConfigurableApplicationContext context) {
        context.getEnvironment().getPropertySources().remove("systemProperties");
    }

    private static Socket taken() {
        Socket socket = new Socket();
        try {
            socket.bind(new InetSocketAddress(0));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    /** Asks for a path, with header names and values by turns. */
    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return ask("local.server.port", path, headers);
    }

    /** Asks at the port that this property names. */
    HttpResponse<String> getAt(String port, String path) throws IOException, InterruptedException {
        return ask(port, path);
    }

    private HttpResponse<String> ask(String port, String path, String... headers)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://localhost:" + context.getEnvironment().getProperty(port) + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        return CLIENT.send(
                headers.length == 0 ? request.build() : request.headers(headers).build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        context.close();
    }
}
