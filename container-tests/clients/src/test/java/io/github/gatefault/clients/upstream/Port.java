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
    private final ExecutorService threads;
    private final CountDownLatch called;
    private final Conversation conversation;

    /** Starts listening; {@code called} is counted down by the conversation when somebody waits for an answer. */
    Port(Conversation conversation, ExecutorService threads, CountDownLatch called) throws IOException {
        this.conversation = conversation;
        this.called = called;
        this.threads = threads;
        threads.execute(this::accept);
    }

    /** Returns its number. */
    public int number() {
        return listening.getLocalPort();
    }

    /** Waits until somebody waits for an answer, and a bit longer, for it to know that it waits. */
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
            conversation.hold(socket);
        } catch (IOException e) {
            // The client has left, as it does when it dislikes a certificate or has run out of patience.
        } finally {
            open.remove(socket);
        }
    }
}
