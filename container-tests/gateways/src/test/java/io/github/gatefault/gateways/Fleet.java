package io.github.gatefault.gateways;

import static java.util.Objects.requireNonNull;

import io.github.gatefault.suite.upstream.Fault;
import io.github.gatefault.suite.upstream.FaultUpstream;
import java.io.IOException;
import java.net.URI;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

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
        NOWHERE
    }

    private final Map<Gateway, Server> running = new EnumMap<>(Gateway.class);

    private Fleet() {}

    /** Starts them, all at once. */
    static Fleet start(FaultUpstream faults, RawUpstream own) throws InterruptedException {
        Fleet fleet = new Fleet();
        List<Gateway> installed = Stream.of(Gateway.values())
                .filter(gateway -> gateway.program().installed().isPresent())
                .toList();
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            Map<Gateway, CompletableFuture<Server>> starting = new EnumMap<>(Gateway.class);
            for (Gateway gateway : installed) {
                Map<String, Integer> values = new HashMap<>(Map.of(
                        "faults", faults.uri(Fault.OK).getPort(),
                        "own", own.port(),
                        "dead", faults.uri(Fault.REFUSED).getPort(),
                        "port", Server.freePort()));
                for (Backend backend : Backend.values()) {
                    values.put("port." + backend.name().toLowerCase(Locale.ROOT), Server.freePort());
                }
                starting.put(gateway, CompletableFuture.supplyAsync(() -> started(gateway, values), threads));
            }
            Optional<ExecutionException> failure = Optional.empty();
            for (Map.Entry<Gateway, CompletableFuture<Server>> entry : starting.entrySet()) {
                try {
                    fleet.running.put(entry.getKey(), entry.getValue().get());
                } catch (ExecutionException e) {
                    failure = Optional.of(e);
                }
            }
            if (failure.isPresent()) {
                fleet.close();
                throw new IllegalStateException("A server does not start", failure.get());
            }
            return fleet;
        } finally {
            threads.shutdown();
        }
    }

    private static Server started(Gateway gateway, Map<String, Integer> values) {
        try {
            return Server.start(gateway.program(), values);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(gateway + ": " + e.getMessage(), e);
        }
    }

    /** Returns where this gateway has this path of this backend. */
    URI uri(Gateway gateway, Backend backend, String leaf) {
        gateway.program().require();
        String name = backend.name().toLowerCase(Locale.ROOT);
        int port = requireNonNull(running.get(gateway)).port(gateway.portOf(name));
        return URI.create("http://127.0.0.1:" + port + "/" + name + "/" + leaf);
    }

    /** Returns where a proxy in front is to send a request for a path that ends with gateway, backend and leaf. */
    URI target(String path) {
        String[] segments = path.split("/", -1);
        int leaf = segments.length - 1;
        return uri(
                Gateway.valueOf(segments[leaf - 2].toUpperCase(Locale.ROOT)),
                Backend.valueOf(segments[leaf - 1].toUpperCase(Locale.ROOT)),
                segments[leaf]);
    }

    @Override
    public void close() {
        running.values().forEach(Server::close);
    }
}
