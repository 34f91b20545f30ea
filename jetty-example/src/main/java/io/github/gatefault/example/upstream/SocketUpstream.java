package io.github.gatefault.example.upstream;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A service below HTTP: it accepts connections and has one {@link Conversation} on each. */
final class SocketUpstream implements Closeable {
    private static final Logger log = LoggerFactory.getLogger(SocketUpstream.class);

    private final ServerSocket socket;
    private final Conversation conversation;
    private final Executor threads;

    private SocketUpstream(ServerSocket socket, Conversation conversation, Executor threads) {
        this.socket = socket;
        this.conversation = conversation;
        this.threads = threads;
    }

    /** Serves this socket, which is bound already, on these threads. */
    static SocketUpstream serve(ServerSocket socket, Conversation conversation, Executor threads) {
        SocketUpstream upstream = new SocketUpstream(socket, conversation, threads);
        threads.execute(upstream::accept);
        return upstream;
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                threads.execute(() -> hold(connection));
            } catch (IOException e) {
                log.debug("No longer accepting on port {}", port(), e);
            }
        }
    }

    private void hold(Socket connection) {
        try (connection) {
            conversation.hold(connection);
        } catch (IOException e) {
            // A gateway that gives up on us, or refuses our certificate, is what most of this is about.
            log.debug("A connection to port {} ended: {}", port(), e.toString());
        }
    }
}
