package io.github.gatefault.newapp;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The application, started as its main method starts it, with nobody at the address of the orders. */
final class Shop implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private Shop(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static Shop start() throws IOException {
        return new Shop(SpringApplication.run(
                ShopApplication.class, "--server.port=0", "--orders.url=http://localhost:" + closedPort()));
    }

    static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    URI uri(String path) {
        return URI.create("http://localhost:" + context.getEnvironment().getProperty("local.server.port") + path);
    }

    @Override
    public void close() {
        context.close();
    }
}
