package io.github.gatefault.logging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Asks over one connection, many questions at once, and keeps the IDs of the answers. */
final class Visitor implements Closeable {
    private final Socket socket;
    private final InputStream in;

    Visitor(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(FailingApp.PATIENCE);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Returns the ID of the answer to a GET of this path. */
    String ask(String path) throws IOException {
        return ask(path, 1).get(0);
    }

    /** Returns the IDs of as many answers. */
    List<String> ask(String path, int times) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: shop.example\r\nAccept: application/json\r\n\r\n";
        socket.getOutputStream().write(request.repeat(times).getBytes(ISO_8859_1));
        List<String> ids = new ArrayList<>(times);
        for (int i = 0; i < times; i++) {
            ids.add(answer());
        }
        return ids;
    }

    private String answer() throws IOException {
        String id = "";
        int length = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            String header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith("x-correlation-id:")) {
                id = line.substring("x-correlation-id:".length()).strip();
            } else if (header.startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring("content-length:".length()).strip());
            }
        }
        in.readNBytes(length);
        return id;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("No more answers");
            }
            line.write(c);
        }
        return line.toString(ISO_8859_1).strip();
    }

    /** Leaves, without waiting for anything that is under way. */
    void leave() throws IOException {
        socket.setSoLinger(true, 0);
        close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
