package io.github.gatefault.clients.upstream;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** A port of the loopback address at which each connection meets the same conversation. */
public final class Port implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 10;

    private final ServerSocket listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch called = new CountDownLatch(1);
    private final ExecutorService threads;
    private final Conversation conversation;

    Port(Conversation conversation, ExecutorService threads) throws IOException {
        this.conversation = conversation;
        this.threads = threads;
        threads.execute(this::accept);
    }

    /** Returns its number. */
    public int number() {
        return listening.getLocalPort();
    }

    /** Waits until somebody has called, and a bit longer: until the caller waits. */
    public void awaitCall() throws InterruptedException {
        if (!called.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("Nobody has called within " + PATIENCE_SECONDS + " s");
        }
        Thread.sleep(Conversation.PAUSE_MILLIS);
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : open) {
            socket.close();
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
            called.countDown();
            conversation.hold(socket);
        } catch (IOException e) {
            // The client has left, as it does when it dislikes a certificate or has run out of patience.
        } finally {
            open.remove(socket);
        }
    }
}
