package io.github.gatefault.filter.incident;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** A real PostgreSQL, as Debian packages it, in a folder and on a port of its own. */
public final class PostgresServer implements AutoCloseable {
    private static final String REQUIRED = "gatefault.postgres";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path bin;
    private final Path folder;
    private final int port;
    private @Nullable Process server;

    private PostgresServer(Path bin) throws IOException {
        this.bin = bin;
        this.folder = Files.createTempDirectory("gatefault-postgres");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = free.getLocalPort();
        }
    }

    /** Starts a server; where there is none, the test is skipped and says so, unless {@code gatefault.postgres} is "required". */
    public static PostgresServer start() throws IOException {
        Optional<Path> bin = installed();
        if (bin.isEmpty() && !"required".equals(System.getProperty(REQUIRED))) {
            System.err.println("SKIPPED: there is no PostgreSQL below /usr/lib/postgresql; apt-get install postgresql");
            Assumptions.abort("There is no PostgreSQL below /usr/lib/postgresql");
        }
        PostgresServer postgres = new PostgresServer(bin.orElseThrow());
        try {
            postgres.create();
            postgres.resume();
            return postgres;
        } catch (IOException | RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    private static Optional<Path> installed() throws IOException {
        Path versions = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(versions)) {
            return Optional.empty();
        }
        try (Stream<Path> all = Files.list(versions)) {
            return all.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        }
    }

    private void create() throws IOException {
        if (isRoot()) {
            Files.setOwner(
                    folder,
                    folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        }
        Process initdb = process(
                "initdb", "-D", data(), "-U", "gatefault", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        await(initdb, "initdb");
    }

    /** Starts the server again, after {@link #halt}. */
    public void resume() throws IOException {
        server = process(
                "postgres",
                "-D",
                data(),
                "-p",
                "" + port,
                "-k",
                "",
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "fsync=off");
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!answers()) {
            if (!server.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("PostgreSQL does not start: " + Files.readString(output()));
            }
            pause();
        }
    }

    /** Stops the server and breaks its connections, as a crash does. */
    public void halt() {
        if (server != null) {
            // SIGQUIT ends the children too; SIGKILL would leave them.
            Process postgres = server;
            try {
                await(new ProcessBuilder("kill", "-QUIT", "" + postgres.pid()).start(), "kill");
                if (!postgres.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    throw new IllegalStateException("PostgreSQL does not stop");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException("The test was stopped", e);
            }
            server = null;
        }
    }

    /** Returns the JDBC URL of the database of this name; {@code postgres} is there from the start. */
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=gatefault";
    }

    @Override
    public void close() throws IOException {
        halt();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                InputStream in = socket.getInputStream()) {
            socket.getOutputStream().write(startup());
            return in.read() == 'R';
        } catch (IOException e) {
            return false;
        }
    }

    /** Asks for a session of protocol 3.0, to which a server that is ready says 'R'. */
    private static byte[] startup() {
        byte[] text = "user\0gatefault\0database\0postgres\0\0".getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(8 + text.length)
                .putInt(8 + text.length)
                .putInt(3 << 16)
                .put(text)
                .array();
    }

    private Process process(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            // PostgreSQL refuses to run as root.
            command.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
        }
        command.add(bin.resolve(program).toString());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()))
                .start();
    }

    private void await(Process process, String name) throws IOException {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(name + " fails: " + Files.readString(output()));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("The test was stopped", e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            throw new IllegalStateException("The test was stopped", e);
        }
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private Path output() {
        return folder.resolve("output");
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
