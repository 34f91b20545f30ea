package io.github.gatefault.gateways;

import static java.util.Objects.requireNonNull;

import io.github.gatefault.suite.proxy.Route;
import io.github.gatefault.suite.upstream.Fault;
import io.github.gatefault.suite.upstream.FaultUpstream;
import io.github.gatefault.suite.wire.Answer;
import io.github.gatefault.suite.wire.Connection;
import io.github.gatefault.suite.wire.Request;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** All gateways that are installed, each in front of the same backends. */
final class Fleet implements AutoCloseable {
    /** What is behind a gateway; the first segment of a path chooses. */
    enum Backend {
        /** A service that fails as the last segment of the path says: see {@link Fault}. */
        FAULTS,
        /** A service that answers by itself: see {@link OwnAnswer}. */
        OWN,
        /** A port at which nobody listens. */
        DEAD,
        /** No server at all: the name is unknown, or all servers are marked as down. */
        NOWHERE;

        /** Returns the segment of a path. */
        String segment() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Longer than any of the gateways waits: what is slow is theirs to answer. */
    private static final Duration IN_FRONT = Duration.ofSeconds(4);

    private static final String REPLAY = "/replay";

    private final Map<Gateway, Server> running = new EnumMap<>(Gateway.class);
    private final RawUpstream own = new RawUpstream();

    /** Makes a fleet that has not been started. */
    Fleet() {
        OwnAnswer.addTo(own);
    }

    /**
     * Starts them, all at once.
     *
     * @return the route of a proxy in front, for paths that end with a gateway's name, a backend's and what is asked of it
     */
    Route startInFrontOf(FaultUpstream faults) {
        Map<String, String> behind = Map.of(
                "faults", Integer.toString(faults.uri(Fault.OK).getPort()),
                "own", Integer.toString(own.port()),
                "dead", Integer.toString(faults.uri(Fault.REFUSED).getPort()));
        ExecutorService threads = Executors.newCachedThreadPool();
        Map<Gateway, CompletableFuture<Server>> starting = new EnumMap<>(Gateway.class);
        for (Gateway gateway : Gateway.values()) {
            if (gateway.program().installed().isPresent()) {
                starting.put(gateway, CompletableFuture.supplyAsync(() -> started(gateway, behind), threads));
            }
        }
        threads.shutdown();
        RuntimeException failure = null;
        for (Map.Entry<Gateway, CompletableFuture<Server>> entry : starting.entrySet()) {
            try {
                running.put(entry.getKey(), entry.getValue().join());
            } catch (CompletionException e) {
                failure = e;
            }
        }
        if (failure != null) {
            close();
            throw failure;
        }
        return new Route(this::target, IN_FRONT);
    }

    private static Server started(Gateway gateway, Map<String, String> behind) {
        Map<String, String> values = new HashMap<>(behind);
        values.put("port", Server.freePort());
        for (Backend backend : Backend.values()) {
            values.put("port." + backend.segment(), Server.freePort());
        }
        try {
            return Server.start(gateway.program(), values);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(gateway + ": " + e.getMessage(), e);
        }
    }

    /** Returns where this gateway has this path of this backend. */
    URI uri(Gateway gateway, Backend backend, String leaf) {
        gateway.program().require();
        int port = requireNonNull(running.get(gateway)).port(gateway.portOf(backend));
        return URI.create("http://127.0.0.1:" + port + "/" + backend.segment() + "/" + leaf);
    }

    /** Returns how the path ends under which a proxy in front has that. */
    String path(Gateway gateway, Backend backend, String leaf) {
        gateway.program().require();
        return "/" + gateway.name().toLowerCase(Locale.ROOT) + "/" + backend.segment() + "/" + leaf;
    }

    /** Asks without anybody in front, and leaves the answer to be read. */
    static Connection begin(String method, URI uri) throws IOException {
        return Connection.to(uri.getPort())
                .send(Request.of(method, uri.getPath()).bytes());
    }

    /** Asks without anybody in front. */
    static Answer ask(String method, URI uri) throws IOException {
        try (Connection connection = begin(method, uri)) {
            return connection.read(method);
        }
    }

    /** Lets a proxy in front have this answer without a gateway, and returns how the path for it ends. */
    String replay(RawUpstream.Script answer) {
        own.on("replay", answer);
        return REPLAY;
    }

    private URI target(String path) {
        if (path.endsWith(REPLAY)) {
            return URI.create("http://127.0.0.1:" + own.port() + REPLAY);
        }
        String[] segments = path.split("/", -1);
        int leaf = segments.length - 1;
        return uri(
                Gateway.valueOf(segments[leaf - 2].toUpperCase(Locale.ROOT)),
                Backend.valueOf(segments[leaf - 1].toUpperCase(Locale.ROOT)),
                segments[leaf]);
    }

    @Override
    public void close() {
        running.values().parallelStream().forEach(Server::close);
        running.clear();
        own.close();
    }
}
