package io.github.gatefault.example.upstream;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * A port that nobody can connect to, and that does not refuse either: its queue of connections is full, and it accepts none.
 * The kernel then drops further attempts, as it does for a host that is overrun or behind a silent firewall.
 */
final class FullBacklog implements Closeable {
    /** The queue takes one more than its length; the rest are attempts under way. */
    private static final int ATTEMPTS = 4;

    private final ServerSocket socket;
    private final List<SocketChannel> waiting = new ArrayList<>();

    private FullBacklog(ServerSocket socket) {
        this.socket = socket;
    }

    static FullBacklog open() throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        FullBacklog full = new FullBacklog(new ServerSocket(0, 1, here));
        for (int i = 0; i < ATTEMPTS; i++) {
            SocketChannel channel = SocketChannel.open();
            full.waiting.add(channel);
            channel.configureBlocking(false);
            channel.connect(new InetSocketAddress(here, full.port()));
        }
        return full;
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : waiting) {
            channel.close();
        }
        socket.close();
    }
}
