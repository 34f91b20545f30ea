package io.github.gatefault.springclients;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** A real Redis, as Debian packages it, in memory and on a port of its own. */
public final class RedisServer implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/redis-server");
    private static final String REQUIRED = "gatefault.redis";
    private static final int PATIENCE_SECONDS = 10;

    private final int port;
    private @Nullable Process server;

    private RedisServer(int port) {
        this.port = port;
    }

    /** Starts a server; where there is none, the test is skipped and says so, unless {@code gatefault.redis} is "required". */
    public static RedisServer start() throws IOException {
        if (!Files.isExecutable(PROGRAM) && !"required".equals(System.getProperty(REQUIRED))) {
            System.err.println("SKIPPED: there is no " + PROGRAM + "; apt-get install redis-server");
            Assumptions.abort("There is no " + PROGRAM);
        }
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            RedisServer redis = new RedisServer(free.getLocalPort());
            free.close();
            redis.resume();
            return redis;
        }
    }

    /** Returns the port. */
    public int port() {
        return port;
    }

    /** Starts the server again, after {@link #halt}; it is empty then. */
    public void resume() throws IOException {
        server = new ProcessBuilder(
                        PROGRAM.toString(), "--port", "" + port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!answers()) {
            if (System.nanoTime() > end || !server.isAlive()) {
                close();
                throw new IOException("Redis did not start");
            }
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Ends the server at once, as a crash would. */
    public void halt() {
        Process running = server;
        if (running != null) {
            running.destroyForcibly();
            try {
                running.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        halt();
    }
}
