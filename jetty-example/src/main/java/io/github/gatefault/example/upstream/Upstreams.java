package io.github.gatefault.example.upstream;

import io.github.gatefault.example.proxy.Route;
import io.github.gatefault.filter.upstream.Upstream;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.KeyStore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** All that is behind the gateway of the example, running. */
public final class Upstreams implements Closeable {
    private final int gatewayPort;
    private final Certificates certificates = new Certificates("The example's own CA");
    private final Deque<Closeable> running = new ArrayDeque<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(Upstreams::daemon);
    private final Map<String, Route> routes = new HashMap<>();

    private Upstreams(int gatewayPort) {
        this.gatewayPort = gatewayPort;
    }

    /**
     * Starts them.
     *
     * @param gatewayPort the port of the gateway, for the one that leads back to it
     * @throws IOException if the machine has no free port left
     */
    public static Upstreams start(int gatewayPort) throws IOException {
        Upstreams upstreams = new Upstreams(gatewayPort);
        try {
            for (Fault fault : Faults.ALL) {
                Route route = fault.backend().start(upstreams);
                if (route != null) {
                    upstreams.routes.put(fault.path(), route);
                }
            }
            upstreams.startHealthy();
            return upstreams;
        } catch (IOException | RuntimeException e) {
            upstreams.close();
            throw e;
        }
    }

    /** Returns the routes to them, by the path on the gateway. */
    public Map<String, Route> routes() {
        return Map.copyOf(routes);
    }

    /** Returns the names by which the log, the metrics and the lookup tell them: of each, where a fault is brought about. */
    public io.github.gatefault.filter.upstream.Upstreams named() {
        Map<String, Upstream> byHost = new HashMap<>();
        for (Fault fault : Faults.ALL) {
            Route route = routes.get(fault.path());
            URI target = route == null ? null : address(route.target());
            if (target != null) {
                String host = target.getHost() + ":" + target.getPort();
                byHost.putIfAbsent(host, new Upstream(nameOf(fault), List.of(host), null));
            }
        }
        return io.github.gatefault.filter.upstream.Upstreams.of(byHost.values().toArray(Upstream[]::new));
    }

    /** The service that the shop is nothing without is the one that nobody started. */
    private static String nameOf(Fault fault) {
        String name = fault.name().replace('/', '-');
        return name.equals("connection_refused") ? "catalogue" : "catalogue-" + name;
    }

    /** Returns this target if it has a host and a port: some are wrong on purpose. */
    private static @Nullable URI address(String target) {
        try {
            URI address = new URI(target);
            return address.getHost() == null || address.getPort() <= 0 ? null : address;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** Returns the one authority whose certificates the gateway is to trust. */
    public KeyStore trusted() {
        return certificates.trusted();
    }

    @Override
    public void close() {
        IOException trouble = null;
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (IOException e) {
                trouble = e;
            }
        }
        threads.shutdownNow();
        if (trouble != null) {
            throw new UncheckedIOException("Something behind the gateway did not stop", trouble);
        }
    }

    int gatewayPort() {
        return gatewayPort;
    }

    Certificates certificates() {
        return certificates;
    }

    /** Serves this conversation, and returns the address. */
    String socket(Conversation conversation) throws IOException {
        return "http://127.0.0.1:" + serve(new ServerSocket(0, 50, here()), conversation) + "/";
    }

    /** Serves this conversation, and returns the address as of a service that has TLS, whether it does or not. */
    String tlsSocket(Conversation conversation) throws IOException {
        return "https://localhost:" + serve(new ServerSocket(0, 50, here()), conversation) + "/";
    }

    /** Returns the address of a port that is taken, so that nobody else gets it, and that nobody listens at. */
    String closedPort() throws IOException {
        Socket taken = new Socket();
        running.push(taken);
        taken.bind(new InetSocketAddress(here(), 0));
        return "http://127.0.0.1:" + taken.getLocalPort() + "/";
    }

    /** Returns the address of a port that takes no more connections, and refuses none. */
    String fullBacklog() throws IOException {
        FullBacklog full = FullBacklog.open();
        running.push(full);
        return "http://127.0.0.1:" + full.port() + "/";
    }

    private int serve(ServerSocket socket, Conversation conversation) {
        SocketUpstream upstream = SocketUpstream.serve(socket, conversation, threads);
        running.push(upstream);
        return upstream.port();
    }

    private void startHealthy() throws IOException {
        HealthyUpstream healthy = HealthyUpstream.open();
        running.push(healthy);
        for (String path : HealthyUpstream.PATHS) {
            routes.put(path, Route.to("http://127.0.0.1:" + healthy.port() + path));
        }
    }

    private static InetAddress here() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "upstream");
        thread.setDaemon(true);
        return thread;
    }
}
