package io.github.gatefault.clients.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** What an upstream does with a connection; when it returns, the connection is closed. */
@FunctionalInterface
interface Conversation {
    /** Long enough for what was said to have been read when the next thing comes. */
    int PAUSE_MILLIS = 100;

    void hold(Socket connection) throws IOException;

    default Conversation then(Conversation next) {
        return connection -> {
            hold(connection);
            next.hold(connection);
        };
    }

    /** Reads a request of HTTP/1.1 without a body, so that nothing unread turns the closing into a reset. */
    static Conversation readRequest() {
        return connection -> {
            InputStream in = connection.getInputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int c = in.read();
                if (c < 0) {
                    throw new EOFException("The client closed the connection before its request was complete");
                }
                head.append((char) c);
            }
        };
    }

    /** Reads what comes first, of whatever protocol, until there is a pause. */
    static Conversation readSomething() {
        return connection -> {
            InputStream in = connection.getInputStream();
            byte[] buffer = new byte[8192];
            do {
                if (in.read(buffer) < 0) {
                    throw new EOFException("The client closed the connection");
                }
                pause();
            } while (in.available() > 0);
        };
    }

    static Conversation say(String text) {
        return say(text.getBytes(ISO_8859_1));
    }

    static Conversation say(byte[] bytes) {
        return connection -> {
            connection.getOutputStream().write(bytes);
            connection.getOutputStream().flush();
        };
    }

    /** Lets what was said arrive as such. */
    static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EOFException("The upstream is being closed");
        }
    }

    /** Says and does nothing until the other side gives up. */
    static Conversation silence() {
        return connection -> connection.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    /** Says that no more will come; what the other side still has to say is read, so that it finds no reset. */
    static Conversation end() {
        return connection -> {
            connection.shutdownOutput();
            silence().hold(connection);
        };
    }

    /** Has the connection reset, not closed, after a while. */
    static Conversation reset() {
        return connection -> {
            pause();
            connection.setSoLinger(true, 0);
        };
    }

    /** Goes on over TLS; what the client finds wrong with it ends it, and the connection is then closed in peace. */
    static Conversation overTls(SSLSocketFactory tls, boolean needClientAuth, String alpn, Conversation next) {
        return connection -> {
            SSLSocket secure = (SSLSocket) tls.createSocket(connection, "", 0, false);
            secure.setUseClientMode(false);
            secure.setNeedClientAuth(needClientAuth);
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {alpn});
            secure.setSSLParameters(parameters);
            try {
                secure.startHandshake();
                next.hold(secure);
            } finally {
                end().hold(connection);
            }
        };
    }
}
