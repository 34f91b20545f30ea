package io.github.gatefault.filter.diagnosis;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on a local socket that answers all requests alike. */
final class LocalServer implements Closeable {
    /** Handles a connection. */
    interface Conversation {
        void with(Socket socket) throws IOException, InterruptedException;
    }

    private final ServerSocket listening;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    private LocalServer(ServerSocket listening) {
        this.listening = listening;
    }

    static LocalServer serving(ServerSocket listening, Conversation conversation) {
        LocalServer server = new LocalServer(listening);
        server.start(() -> server.accept(conversation));
        return server;
    }

    static LocalServer serving(Conversation conversation) throws IOException {
        return serving(new ServerSocket(0, 50, address(1)), conversation);
    }

    static LocalServer answering(String answer) throws IOException {
        return serving(answer(answer));
    }

    static Conversation answer(String answer) {
        return socket -> socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Answers nothing for longer than any test waits; the end of the server wakes it. */
    static Conversation hanging() {
        return socket -> Thread.sleep(60_000);
    }

    /** Returns a server whose backlog is full, so that it neither accepts nor refuses connections. */
    static LocalServer silent(InetAddress address, int port) throws IOException {
        LocalServer server = new LocalServer(new ServerSocket(port, 1, address));
        List<Socket> queue = new ArrayList<>();
        try {
            while (queue.size() < 16) {
                Socket waiting = new Socket();
                server.open.add(waiting);
                queue.add(waiting);
                waiting.connect(new InetSocketAddress(address, server.port()), 300);
            }
        } catch (SocketTimeoutException e) {
            return server;
        }
        throw new IOException("The backlog does not fill up");
    }

    /** Returns a loopback address. */
    static InetAddress address(int last) throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    }

    private void accept(Conversation conversation) {
        try {
            while (true) {
                Socket socket = listening.accept();
                open.add(socket);
                start(() -> talk(socket, conversation));
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    private void talk(Socket socket, Conversation conversation) {
        try (socket) {
            byte[] request = new byte[2_048];
            InputStream in = socket.getInputStream();
            int length = in.read(request);
            requests.add(new String(request, 0, Math.max(0, length), StandardCharsets.ISO_8859_1));
            conversation.with(socket);
        } catch (IOException | InterruptedException e) {
            // The other side has seen enough, or the test is over.
        }
    }

    private void start(Runnable task) {
        Thread thread = new Thread(task, "local-server");
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    int port() {
        return listening.getLocalPort();
    }

    List<String> requests() {
        return requests;
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : open) {
            socket.close();
        }
        threads.forEach(Thread::interrupt);
    }
}
