package io.github.gatefault.gateways;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process that serves on loopback ports, and the folder with all that it reads and writes; both end together. */
final class Server implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final Program program;
    private final Path folder;
    private final Process process;
    private final Map<String, String> values;
    private final Thread atTheLatest = new Thread(this::end, "end-of-servers");

    private Server(Program program, Path folder, Process process, Map<String, String> values) {
        this.program = program;
        this.folder = folder;
        this.process = process;
        this.values = Map.copyOf(values);
        Runtime.getRuntime().addShutdownHook(atTheLatest);
    }

    /**
     * Starts a program and waits until it listens at {@code ${port}}.
     *
     * @param values what stands for each {@code ${…}} in its configuration and its command, besides {@code folder}
     */
    static Server start(Program program, Map<String, String> values) throws IOException, InterruptedException {
        Server server = launch(program, values);
        try {
            server.awaitReady();
            return server;
        } catch (IOException | InterruptedException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static Server launch(Program program, Map<String, String> values) throws IOException {
        Path folder = Files.createTempDirectory("gatefault-" + program.configuration() + "-");
        try {
            Map<String, String> all = new HashMap<>(values);
            all.put("folder", folder.toString());
            configure(program, folder, all);
            List<String> command = new ArrayList<>(program.command());
            command.set(0, program.installed().orElseThrow().toString());
            command.replaceAll(argument -> filled(argument, all));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("output.log").toFile());
            builder.environment().put("HOME", folder.toString());
            return new Server(program, folder, builder.start(), all);
        } catch (IOException | RuntimeException e) {
            delete(folder);
            throw e;
        }
    }

    /**
     * Returns a port that nobody listens at. It is none of those that the system gives to whoever asks for any, so nobody
     * is likely to get it before the server does.
     */
    static String freePort() {
        for (int attempt = 0; attempt < 100; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (ServerSocket free = new ServerSocket()) {
                free.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return Integer.toString(port);
            } catch (IOException e) {
                // Taken: the next one.
            }
        }
        throw new IllegalStateException("No free port between 20000 and 32000");
    }

    /** Returns the port that has this name in its configuration. */
    int port(String name) {
        return Integer.parseInt(value(name));
    }

    /** Returns what stands for {@code ${name}}. */
    String value(String name) {
        return requireNonNull(values.get(name), name);
    }

    /** Returns the process and all that it has started. */
    List<ProcessHandle> processes() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atTheLatest);
        end();
    }

    /** Asked to, a server ends what it has started too. If it does not, nobody is asked any more. */
    private void end() {
        List<ProcessHandle> all = processes();
        process.destroy();
        try {
            process.waitFor(3, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        all.forEach(ProcessHandle::destroyForcibly);
        delete(folder);
    }

    private void awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (process.isAlive() && System.nanoTime() < deadline) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port("port")), 500);
                return;
            } catch (IOException e) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
        throw new IOException(program.command().get(0) + " does not start"
                + (process.isAlive() ? "" : ", exit " + process.exitValue()) + ":\n" + log());
    }

    private String log() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> logs = Files.list(folder)) {
            for (Path log :
                    logs.filter(file -> file.toString().endsWith(".log")).toList()) {
                text.append(Files.readString(log, UTF_8));
            }
        }
        return text.toString();
    }

    private static void configure(Program program, Path folder, Map<String, String> values) throws IOException {
        if (Files.getOwner(folder).getName().equals("root")) {
            // Who starts as root becomes somebody else, who has to read this and write here.
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
        try (Stream<Path> files = Files.list(resource("/servers/" + program.configuration()))) {
            for (Path file : files.toList()) {
                Files.writeString(
                        folder.resolve(file.getFileName().toString()), filled(Files.readString(file), values));
            }
        }
    }

    private static String filled(String template, Map<String, String> values) {
        String text = template;
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("${" + value.getKey() + "}", value.getValue());
        }
        return text;
    }

    /** Returns a file or a folder of the tests' resources. */
    static Path resource(String name) {
        try {
            return Path.of(requireNonNull(Server.class.getResource(name), name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
