package io.github.gatefault.suite.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.gatefault.suite.wire.Answer.Framing;
import io.github.gatefault.suite.wire.Answer.Piece;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** A client's connection of HTTP/1.1: writes what it is told to, byte for byte, and tells exactly what came back. */
public final class Connection implements AutoCloseable {
    /** How long an answer may be silent before it counts as {@link Ending#OPEN}. */
    public static final Duration PATIENCE = Duration.ofSeconds(6);

    private final Socket socket;
    private final InputStream in;
    private final byte[] buffer = new byte[16 * 1024];
    private int next;
    private int limit;
    private long sentAt = System.nanoTime();

    private Connection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    /** Connects to this port of this machine. */
    public static Connection to(int port) throws IOException {
        return to(port, 0);
    }

    /** Connects with a receive buffer of this size, so that a client that does not read is felt by its server. */
    public static Connection to(int port, int receiveBuffer) throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 2000);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return new Connection(socket);
    }

    /** Writes these bytes. */
    public Connection send(byte[] bytes) throws IOException {
        sentAt = System.nanoTime();
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Writes this text, in ISO-8859-1. */
    public Connection send(String text) throws IOException {
        return send(text.getBytes(ISO_8859_1));
    }

    /** Sets how long an answer may be silent. */
    public Connection patience(Duration patience) throws IOException {
        socket.setSoTimeout((int) patience.toMillis());
        return this;
    }

    /** Reads and drops this many bytes of whatever comes, and returns how many there were. */
    public int skip(int bytes) throws IOException {
        int skipped = 0;
        while (skipped < bytes && read() >= 0) {
            skipped++;
        }
        return skipped;
    }

    /** Reads the head of the next answer, interim or not, and leaves its body. */
    public Head readHead() throws IOException {
        return new Reader("GET").head();
    }

    /** Reads the next answer whole, to a request of this method. */
    public Answer read(String method) {
        return new Reader(method).read();
    }

    /** Returns whether the server has closed or reset the connection, having sent nothing more. Waits for it. */
    public boolean isClosedByServer() throws IOException {
        try {
            return read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            return true;
        }
    }

    /** Returns the raw socket, for what comes after an upgrade. */
    public Socket socket() {
        return socket;
    }

    /** Leaves with a TCP reset, as a browser does whose tab is closed in the middle of an answer. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** Reads one byte, or -1 at the end. */
    public int read() throws IOException {
        if (next == limit) {
            limit = in.read(buffer);
            next = 0;
            if (limit <= 0) {
                limit = 0;
                return -1;
            }
        }
        return buffer[next++] & 0xff;
    }

    /** The connection closed where more was due. */
    private static final class ClosedEarly extends IOException {
        private static final long serialVersionUID = 1;
    }

    /** The bytes are not HTTP. */
    private static final class NotHttp extends IOException {
        private static final long serialVersionUID = 1;

        NotHttp(String message) {
            super(message);
        }
    }

    /** What has been read of one answer; whatever happens, it can tell how far it came. */
    private final class Reader {
        private final String method;
        private final List<Head> interims = new ArrayList<>();
        private final List<Piece> pieces = new ArrayList<>();
        private final List<Field> trailers = new ArrayList<>();
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private Head head = new Head("", 0, List.of());
        private Framing framing = Framing.NONE;
        private boolean begun;

        Reader(String method) {
            this.method = method;
        }

        Answer read() {
            try {
                head = head();
                while (head.status() / 100 == 1 && head.status() != 101) {
                    interims.add(head);
                    head = head();
                }
                readBody();
                return answer(Ending.COMPLETE, "");
            } catch (ClosedEarly e) {
                return answer(begun ? Ending.TRUNCATED : Ending.NO_ANSWER, "closed");
            } catch (SocketTimeoutException e) {
                return answer(Ending.OPEN, "silent");
            } catch (NotHttp e) {
                return answer(Ending.MALFORMED, String.valueOf(e.getMessage()));
            } catch (IOException e) {
                return answer(Ending.RESET, e.toString());
            }
        }

        private Answer answer(Ending ending, String remark) {
            return new Answer(interims, head, framing, body.toByteArray(), pieces, trailers, ending, remark);
        }

        Head head() throws IOException {
            String statusLine = line();
            begun = true;
            if (!statusLine.matches("HTTP/1\\.[01] [1-5][0-9][0-9]( .*)?")) {
                throw new NotHttp("no status line: " + statusLine);
            }
            return new Head(statusLine, Integer.parseInt(statusLine.substring(9, 12)), fields());
        }

        private List<Field> fields() throws IOException {
            List<Field> fields = new ArrayList<>();
            for (String line = line(); !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                if (colon <= 0 || line.substring(0, colon).contains(" ")) {
                    throw new NotHttp("no field: " + line);
                }
                fields.add(new Field(
                        line.substring(0, colon), line.substring(colon + 1).strip()));
            }
            return fields;
        }

        private void readBody() throws IOException {
            List<String> codings = head.all("Transfer-Encoding");
            List<String> lengths = head.all("Content-Length");
            if (lengths.size() > 1 || codings.size() > 1 || (!lengths.isEmpty() && !codings.isEmpty())) {
                throw new NotHttp("ambiguous framing: " + head.fields());
            }
            if (method.equals("HEAD") || head.status() == 204 || head.status() == 304 || head.status() == 101) {
                return;
            }
            if (!codings.isEmpty()) {
                if (!codings.get(0).toLowerCase(Locale.ROOT).equals("chunked")) {
                    throw new NotHttp("unknown coding: " + codings);
                }
                framing = Framing.CHUNKED;
                readChunks();
            } else if (!lengths.isEmpty()) {
                framing = Framing.LENGTH;
                copy(length(lengths.get(0), 10).orElseThrow(() -> new NotHttp("no length: " + lengths)));
            } else {
                framing = Framing.CLOSE;
                for (int b = Connection.this.read(); b >= 0; b = Connection.this.read()) {
                    body.write(b);
                }
                pieces.add(piece(body.size()));
            }
        }

        private void readChunks() throws IOException {
            while (true) {
                String line = line();
                String digits = line.indexOf(';') < 0 ? line : line.substring(0, line.indexOf(';'));
                long size = length(digits.strip(), 16).orElseThrow(() -> new NotHttp("no chunk size: " + line));
                if (size == 0) {
                    trailers.addAll(fields());
                    return;
                }
                copy(size);
                if (!line().isEmpty()) {
                    throw new NotHttp("a chunk of more than " + size + " bytes");
                }
            }
        }

        private void copy(long size) throws IOException {
            for (long left = size; left > 0; left--) {
                body.write(next());
            }
            pieces.add(piece((int) size));
        }

        private Piece piece(int size) {
            return new Piece(size, Duration.ofNanos(System.nanoTime() - sentAt));
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            int b = next();
            begun = true;
            for (; b != '\n'; b = next()) {
                line.append((char) b);
            }
            if (line.length() == 0 || line.charAt(line.length() - 1) != '\r') {
                throw new NotHttp("a line without CR: " + line);
            }
            line.setLength(line.length() - 1);
            return line.toString();
        }

        private int next() throws IOException {
            int b = Connection.this.read();
            if (b < 0) {
                throw new ClosedEarly();
            }
            return b;
        }
    }

    private static OptionalLong length(String digits, int radix) {
        if (!digits.matches(radix == 10 ? "[0-9]{1,18}" : "[0-9a-fA-F]{1,15}")) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(digits, radix));
    }
}
