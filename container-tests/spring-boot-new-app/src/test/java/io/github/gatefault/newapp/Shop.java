package io.github.gatefault.newapp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The application, started as its main method starts it, with nobody at the address of the orders. */
final class Shop implements AutoCloseable {
    private static final Socket TAKEN = taken();

    private final ConfigurableApplicationContext context;

    private Shop(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static Shop start() {
        return new Shop(SpringApplication.run(
                ShopApplication.class, "--server.port=0", "--orders.url=http://localhost:" + closedPort()));
    }

    /** Returns a port that is taken, so that no server of another test gets it, and that nobody listens at. */
    static int closedPort() {
        return TAKEN.getLocalPort();
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

    URI uri(String path) {
        return URI.create("http://localhost:" + context.getEnvironment().getProperty("local.server.port") + path);
    }

    @Override
    public void close() {
        context.close();
    }
}
