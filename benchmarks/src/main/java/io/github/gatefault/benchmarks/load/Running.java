package io.github.gatefault.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server in a process of its own. */
final class Running implements AutoCloseable {
    private static final int GIVE_UP_SECONDS = 120;

    private final Process process;
    private final int port;

    private Running(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts a server, and waits until it can be reached.
     *
     * @param trouble the file in which the process writes what goes wrong
     */
    static Running start(ProcessBuilder command, int port, Path trouble) throws IOException, InterruptedException {
        Process process = command.redirectError(trouble.toFile()).start();
        Running running = new Running(process, port);
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(GIVE_UP_SECONDS);
        while (!running.isReachable()) {
            if (!process.isAlive() || System.nanoTime() > giveUp) {
                running.close();
                throw new IOException(
                        "It does not start: " + String.join(" ", command.command()) + "\n" + Files.readString(trouble));
            }
            Thread.sleep(50);
        }
        return running;
    }

    private boolean isReachable() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Returns what it says of itself; only a {@link Child} does. */
    Vitals vitals(boolean collected) throws IOException {
        Writer questions = process.outputWriter();
        questions.write(collected ? "collect\n" : "now\n");
        questions.flush();
        BufferedReader answers = process.inputReader();
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(Vitals.PREFIX)) {
                return Vitals.parse(line);
            }
        }
        throw new IOException("The server has ended");
    }

    /** Returns the time that processors have worked for it so far, for all its processes. */
    Duration cpu() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(handle -> handle.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
