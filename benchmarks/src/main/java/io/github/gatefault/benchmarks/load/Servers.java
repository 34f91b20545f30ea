package io.github.gatefault.benchmarks.load;

import io.github.gatefault.pages.StaticPages;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The servers of one scenario, each with the same flags of the JVM; they end when the scenario does. */
final class Servers implements AutoCloseable {
    /** What is not there without the starter. */
    private static final Pattern OURS =
            Pattern.compile("gatefault-(spring-boot-starter|filter|pages)-.*\\.jar|compiler-.*\\.jar");

    private static final List<String> HEAP = List.of("-Xms256m", "-Xmx512m");
    private static final List<String> SMALL_HEAP = List.of("-Xmx64m");

    private final Path folder;
    private final Deque<Running> running = new ArrayDeque<>();

    /** Keeps the logs of the servers in this folder. */
    Servers(Path folder) {
        this.folder = folder;
    }

    Running upstream() throws IOException, InterruptedException {
        int port = freePort();
        return jvm("upstream", HEAP, ownClassPath(), Upstream.class.getName(), port, port, freePort());
    }

    /** Returns an upstream that is there every other second, at this URL; ready as soon as its other port is. */
    URI flappingUpstream() throws IOException, InterruptedException {
        int port = freePort();
        int flapping = freePort();
        jvm("upstream", HEAP, ownClassPath(), Upstream.class.getName(), port, port, flapping);
        return URI.create("http://127.0.0.1:" + flapping);
    }

    /** Starts a gateway with these settings besides its port. */
    Running gateway(String name, String... settings) throws IOException, InterruptedException {
        return gateway(name, HEAP, settings);
    }

    /** Starts a gateway whose lines of the log are written in blocks of eight kilobytes, and not one by one. */
    Running gatewayWithBufferedLog(String name, String... settings) throws IOException, InterruptedException {
        List<String> flags = new ArrayList<>(HEAP);
        flags.add("-Dgatefault.log.immediately=false");
        return gateway(name, flags, settings);
    }

    Running smallGateway(String name, String... settings) throws IOException, InterruptedException {
        return gateway(name, SMALL_HEAP, settings);
    }

    private Running gateway(String name, List<String> flags, String... settings)
            throws IOException, InterruptedException {
        int port = freePort();
        return jvm(
                name,
                flags,
                ownClassPath(),
                Gateway.class.getName(),
                port,
                Stream.concat(Stream.of(settings), Stream.of("port=" + port)).toArray());
    }

    /** Starts the application of the tests on Spring Boot: with the starter on its class path, or without it. */
    Running boot(String name, boolean withStarter, URI orders) throws IOException, InterruptedException {
        Path module = Path.of("../container-tests/spring-boot-new-app/target");
        String libraries = Stream.of(
                        Files.readString(module.resolve("class-path")).split(File.pathSeparator))
                .filter(entry -> withStarter
                        || !OURS.matcher(Path.of(entry).getFileName().toString())
                                .matches())
                .collect(Collectors.joining(File.pathSeparator));
        int port = freePort();
        return jvm(
                name,
                HEAP,
                String.join(File.pathSeparator, module.resolve("classes").toString(), libraries, "target/classes"),
                "io.github.gatefault.newapp.ShopApplication",
                port,
                "--server.address=127.0.0.1",
                "--server.port=" + port,
                "--orders.url=" + orders,
                "--spring.main.banner-mode=off",
                "--logging.config=classpath:load-logback.xml");
    }

    /** Starts the gateway of the example. */
    Running example() throws IOException, InterruptedException {
        Path module = Path.of("../jetty-example/target");
        int port = freePort();
        return jvm(
                "example",
                HEAP,
                String.join(
                        File.pathSeparator,
                        module.resolve("classes").toString(),
                        Files.readString(module.resolve("class-path")),
                        "target/classes"),
                "io.github.gatefault.example.Gateway",
                port,
                "--port",
                port);
    }

    private Running jvm(
            String name, List<String> flags, String classPath, String mainClass, int port, Object... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add("-Dgatefault.log=" + folder.resolve(name + ".log"));
        command.add("-Dlogback.configurationFile=load-logback.xml");
        command.addAll(List.of("-cp", classPath, Child.class.getName(), mainClass));
        Stream.of(arguments).map(String::valueOf).forEach(command::add);
        return start(new ProcessBuilder(command), port, name);
    }

    private static String ownClassPath() {
        return System.getProperty("java.class.path");
    }

    /**
     * Starts an nginx before a port at which nobody listens; it answers for it with its own page, or with ours, exported for it.
     * Its failures are in its own log, each with a line.
     */
    Running nginx(String name, boolean withOurPage) throws IOException, InterruptedException {
        Path pages = folder.resolve("pages");
        if (withOurPage) {
            StaticPages.write(Map.of(), pages, Path.of(""));
        }
        Path nginx = pages.resolve("default/nginx");
        int port = freePort();
        Path configuration = folder.resolve(name + ".conf");
        Files.writeString(configuration, """
                daemon off;
                worker_processes auto;
                worker_rlimit_nofile 16384;
                pid %1$s/%2$s.pid;
                error_log %1$s/%2$s.log;
                events { worker_connections 8192; }
                http {
                    access_log off;
                    client_body_temp_path %1$s/%2$s-body; proxy_temp_path %1$s/%2$s-proxy; fastcgi_temp_path %1$s/%2$s-fastcgi;
                    uwsgi_temp_path %1$s/%2$s-uwsgi; scgi_temp_path %1$s/%2$s-scgi;
                    keepalive_requests 1000000000;
                    %3$s
                    server {
                        listen 127.0.0.1:%4$d backlog=8192;
                        %5$s
                        location / { proxy_pass http://127.0.0.1:%6$d; }
                    }
                }
                """.formatted(
                        folder,
                        name,
                        withOurPage ? "include " + nginx.resolve("http.conf") + ";" : "",
                        port,
                        withOurPage ? "include " + nginx.resolve("server.conf") + ";" : "",
                        freePort()));
        return start(
                new ProcessBuilder("nginx", "-p", folder.toString(), "-e", "stderr", "-c", configuration.toString()),
                port,
                name);
    }

    private Running start(ProcessBuilder command, int port, String name) throws IOException, InterruptedException {
        Running server = Running.start(command, port, folder.resolve(name + ".err"));
        running.push(server);
        return server;
    }

    /** Returns a port at which nobody listens. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        running.forEach(Running::close);
    }
}
