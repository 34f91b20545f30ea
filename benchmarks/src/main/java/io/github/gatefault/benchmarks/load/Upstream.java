package io.github.gatefault.benchmarks.load;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/**
 * What is behind the gateways. By path: {@code /download} is a body of 1 GiB, {@code /events} never ends, {@code /wait} never
 * begins, {@code /waiting} tells how many have asked for that so far, all else is a kilobyte of JSON with as many further headers as the query says. Arguments: a port, and another one
 * that is there for a second and then for a second is not, again and again.
 */
public final class Upstream extends Handler.Abstract.NonBlocking {
    static final long DOWNLOAD = 1L << 30;
    private static final int CHUNK = 64 * 1024;
    private static final long PATIENT_MILLIS = 300_000;
    private static final String JSON = "{\"text\":\"" + "x".repeat(1013) + "\"}";

    private static final Executor EVENTS = CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS);
    private static final Executor FLAPPING = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);

    private final AtomicLong waiting = new AtomicLong();

    private Upstream() {}

    /** Starts it. */
    public static void main(String[] ports) throws Exception {
        Server server = new Server();
        connector(server, ports[0]);
        ServerConnector flapping = connector(server, ports[1]);
        Upstream upstream = new Upstream();
        server.setHandler(upstream);
        server.start();
        FLAPPING.execute(() -> flap(flapping));
    }

    private static ServerConnector connector(Server server, String port) {
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(Integer.parseInt(port));
        connector.setAcceptQueueSize(8192);
        connector.setIdleTimeout(PATIENT_MILLIS);
        server.addConnector(connector);
        return connector;
    }

    private static void flap(ServerConnector connector) {
        try {
            if (connector.isRunning()) {
                connector.stop();
            } else {
                connector.start();
            }
            FLAPPING.execute(() -> flap(connector));
        } catch (Exception e) {
            throw new IllegalStateException("The port cannot be opened or closed", e);
        }
    }

    static long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        switch (Request.getPathInContext(request)) {
            case "/download" -> new Thread(() -> download(response, callback), "download").start();
            case "/events" -> {
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
                event(response, callback);
            }
            case "/wait" -> waiting.incrementAndGet();
            case "/waiting" -> Content.Sink.write(response, true, waiting.toString(), callback);
            default -> {
                String query = request.getHttpURI().getQuery();
                for (int i = query == null ? 0 : Integer.parseInt(query); i > 0; i--) {
                    response.getHeaders().put("X-Header-" + i, "a value of some length");
                }
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
                response.getHeaders().put(HttpHeader.CONTENT_LENGTH, JSON.length());
                Content.Sink.write(response, true, JSON, callback);
            }
        }
        return true;
    }

    private static void download(Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/octet-stream");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, DOWNLOAD);
        byte[] chunk = new byte[CHUNK];
        try (OutputStream out = Content.Sink.asOutputStream(response)) {
            for (long sent = 0; sent < DOWNLOAD; sent += CHUNK) {
                out.write(chunk);
            }
            out.close();
            callback.succeeded();
        } catch (IOException e) {
            callback.failed(new UncheckedIOException(e));
        }
    }

    /** Writes the time, and again when that is written and a while has passed; until the subscriber has left. */
    private void event(Response response, Callback callback) {
        String event = "data: " + micros() + "\n\n";
        Content.Sink.write(
                response,
                false,
                event,
                Callback.from(() -> EVENTS.execute(() -> event(response, callback)), callback::failed));
    }
}
