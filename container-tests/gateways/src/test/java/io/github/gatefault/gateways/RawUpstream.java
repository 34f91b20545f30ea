package io.github.gatefault.gateways;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A service that answers with the bytes that it was given, none more and none less, as the last segment of a path says. */
final class RawUpstream implements AutoCloseable {
    /** What is written for a request. */
    @FunctionalInterface
    interface Script {
        /**
         * Writes an answer.
         *
         * @param method of the request
         * @return whether the connection can be used again
         */
        boolean play(String method, OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket listening;
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "raw-upstream");
        thread.setDaemon(true);
        return thread;
    });

    /** Starts listening. */
    RawUpstream() {
        try {
            listening = new ServerSocket(0, 600, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("No port is free", e);
        }
        threads.execute(this::accept);
    }

    /** Answers requests for paths that end with this segment so from now on. */
    void on(String segment, Script script) {
        scripts.put(segment, script);
    }

    /** Returns where it listens. */
    int port() {
        return listening.getLocalPort();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            listening.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                open.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                if (!listening.isClosed()) {
                    throw new IllegalStateException("The upstream cannot accept", e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            boolean again = true;
            while (again) {
                String[] requestLine = line(in).split(" ", -1);
                // What else a gateway has to say is no matter here.
                while (!line(in).isEmpty()) {}
                String path = requestLine[1];
                Script script = scripts.get(path.substring(path.lastIndexOf('/') + 1));
                if (script == null) {
                    throw new IOException("Nothing is known about " + path);
                }
                again = script.play(requestLine[0], socket.getOutputStream());
            }
        } catch (IOException e) {
            // The gateway has closed what it no longer needs, or has left in the middle of an endless answer.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException();
            }
            line.append((char) b);
        }
        return line.toString().strip();
    }
}
