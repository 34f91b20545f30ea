package io.github.gatefault.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.gatefault.pages.Page;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Serves one page at a time, whatever it is asked for, with the headers that it is sent with. */
final class Site implements AutoCloseable {
    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger served = new AtomicInteger();

    private volatile @Nullable Page current;

    Site() throws IOException {
        // Browsers open connections ahead of time; none of them may keep another waiting.
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Serves this page from now on; returns where. */
    URI serve(Page page) {
        current = page;
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/cart");
    }

    private void answer(HttpExchange exchange) throws IOException {
        served.incrementAndGet();
        Page page = Objects.requireNonNull(current);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", page.format().contentType());
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            if (page.contentSecurityPolicy() != null) {
                exchange.getResponseHeaders().set("Content-Security-Policy", page.contentSecurityPolicy());
            }
            exchange.sendResponseHeaders(502, page.body().length);
            exchange.getResponseBody().write(page.body());
        }
    }

    /** Returns how often anything was asked for. */
    int served() {
        return served.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
