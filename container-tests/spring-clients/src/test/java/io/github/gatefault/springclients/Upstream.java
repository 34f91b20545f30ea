package io.github.gatefault.springclients;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A service behind an app, that keeps what it was sent: {@code /503} answers so, all else is well. */
final class Upstream implements AutoCloseable {
    private static final Socket TAKEN = taken();
    private static final Socket ALSO_TAKEN = taken();

    private final HttpServer server;
    private final List<Headers> received = new CopyOnWriteArrayList<>();

    Upstream() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            received.add(exchange.getRequestHeaders());
            exchange.getRequestBody().readAllBytes();
            byte[] body = "well".getBytes(StandardCharsets.US_ASCII);
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().startsWith("/503") ? 503 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    /** Returns a port that is taken, so that no server of another test gets it, and that nobody listens at. */
    static int closedPort() {
        return TAKEN.getLocalPort();
    }

    /** Returns another such port. */
    static int otherClosedPort() {
        return ALSO_TAKEN.getLocalPort();
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

    String url() {
        return "http://localhost:" + port();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Returns the headers of the latest request. */
    Headers latest() {
        return received.get(received.size() - 1);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
