package io.github.gatefault.example.upstream;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * What a service does with a connection that it has accepted. The connection is closed when {@link #hold} returns: properly,
 * unless it was set to be reset.
 */
@FunctionalInterface
interface Conversation {
    void hold(Socket connection) throws IOException;

    /** Reads a whole request, then goes on. A close with something unread would be a reset, and so another failure. */
    static Conversation afterRequest(Conversation next) {
        return connection -> {
            readRequest(connection.getInputStream());
            next.hold(connection);
        };
    }

    /** Writes this text, in which each line end stands for CR LF. */
    static Conversation say(String text) {
        byte[] bytes = text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        return connection -> connection.getOutputStream().write(bytes);
    }

    /** Says and does nothing until the other side gives up. */
    static Conversation silence() {
        return connection -> connection.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    /** Has the connection reset (RST), not closed (FIN). */
    static Conversation reset() {
        return connection -> connection.setSoLinger(true, 0);
    }

    /**
     * Goes on over TLS. The last words are an alert, where there is one; it must not be lost to a reset, so what the other
     * side had still to say is read to its end.
     */
    static Conversation overTls(SSLContext tls, Consumer<SSLSocket> settings, Conversation next) {
        return connection -> {
            connection.setSoTimeout(5_000);
            SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(connection, "", 0, false);
            secure.setUseClientMode(false);
            settings.accept(secure);
            try (secure) {
                next.hold(secure);
            } finally {
                connection.shutdownOutput();
                silence().hold(connection);
            }
        };
    }

    default Conversation then(Conversation next) {
        return connection -> {
            hold(connection);
            next.hold(connection);
        };
    }

    private static void readRequest(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                throw new EOFException("The gateway closed the connection before its request was complete");
            }
            head.append((char) c);
        }
        in.skipNBytes(contentLength(head.toString()));
    }

    private static long contentLength(String head) {
        return head.toLowerCase(Locale.ROOT)
                .lines()
                .filter(line -> line.startsWith("content-length:"))
                .mapToLong(line ->
                        Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst()
                .orElse(0);
    }
}
