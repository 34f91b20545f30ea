package io.github.gatefault.suite.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;

/** The service behind the gateway: a server socket that does with each request what its path says. */
public final class FaultUpstream implements AutoCloseable {
    /** The field by which an exchange is found again here; gateways pass it on. */
    public static final String EXCHANGE = "X-Exchange";
    /** The time between two events of {@link Fault#SSE}. */
    public static final int EVENT_GAP_MILLIS = 300;
    /** The size of {@link Fault#BIG}. */
    public static final int BIG_SIZE = 1_000_000;
    /** What a {@link Fault#TRUNCATED} body promises. */
    public static final int PROMISED = 400_000;
    /** What a {@link Fault#TRUNCATED} body has. */
    public static final int DELIVERED = 200_000;

    private final ServerSocket listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    /** Bound and never listening: a connection is refused, and no other process can take the port. */
    private final Socket refusing = new Socket();

    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "upstream");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Collection<Served> served = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    /** What was asked, as it arrived. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Served(String exchange, Fault fault, String requestLine, Map<String, String> fields, byte[] body) {}

    /** Starts listening. */
    public FaultUpstream() throws IOException {
        refusing.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        threads.execute(this::accept);
    }

    /** Returns where to send a request so that this happens to it. */
    public URI uri(Fault fault) {
        int port = fault == Fault.REFUSED ? refusing.getLocalPort() : listening.getLocalPort();
        return URI.create("http://localhost:" + port + "/" + fault.path());
    }

    /** Returns the addresses that a visitor must never see. */
    public List<String> secrets() {
        return List.of(
                "localhost:" + listening.getLocalPort(),
                "localhost:" + refusing.getLocalPort(),
                "127.0.0.1:" + listening.getLocalPort(),
                "127.0.0.1:" + refusing.getLocalPort());
    }

    /** Returns what came with this exchange. */
    public List<Served> served(String exchange) {
        return served.stream().filter(one -> one.exchange().equals(exchange)).toList();
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        listening.close();
        refusing.close();
        for (Socket socket : open) {
            socket.close();
        }
        threads.shutdownNow();
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

    /** Serves until somebody closes; a gateway that closes in the middle is part of the game. */
    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            boolean again = true;
            while (again) {
                again = serveOne(in, socket);
            }
        } catch (EOFException e) {
            // The gateway has closed a connection that it no longer needs.
        } catch (IOException e) {
            // The gateway has left in the middle, as it does when its own client leaves or when it gives up on us.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    private boolean serveOne(InputStream in, Socket socket) throws IOException, InterruptedException {
        String requestLine = line(in);
        Map<String, String> fields = new LinkedHashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            fields.merge(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip(),
                    (a, b) -> a + ", " + b);
        }
        OutputStream out = socket.getOutputStream();
        String path = URI.create(requestLine.split(" ", -1)[1]).getPath();
        Fault fault = Fault.ofPath(path);
        if ("100-continue".equalsIgnoreCase(fields.get("expect"))) {
            write(out, "HTTP/1.1 100 Continue\r\n\r\n");
        }
        byte[] body = body(in, fields);
        served.add(new Served(
                fields.getOrDefault(EXCHANGE.toLowerCase(Locale.ROOT), ""), fault, requestLine, fields, body));
        return answer(fault, new Asked(requestLine, fields, body), out, socket);
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Asked(String requestLine, Map<String, String> fields, byte[] body) {
        boolean head() {
            return requestLine.startsWith("HEAD ");
        }
    }

    /** Returns whether the connection can be used again. */
    private boolean answer(Fault fault, Asked asked, OutputStream out, Socket socket)
            throws IOException, InterruptedException {
        switch (fault) {
            case OK ->
                whole(
                        out,
                        asked,
                        "200 OK",
                        "Content-Type: text/plain; charset=utf-8\r\nETag: \"ok\"\r\n",
                        utf8("all is well\n"));
            case ECHO -> whole(out, asked, "200 OK", "Content-Type: text/plain; charset=utf-8\r\n", utf8(echo(asked)));
            case BIG -> whole(out, asked, "200 OK", "Content-Type: application/octet-stream\r\n", bytes(BIG_SIZE));
            case CHUNKED -> {
                chunkedHead(out, asked, "200 OK", "Content-Type: text/plain; charset=utf-8\r\n");
                if (!asked.head()) {
                    chunk(out, utf8("one "));
                    chunk(out, utf8("two "));
                    chunk(out, utf8("three\n"));
                    write(out, "0\r\n\r\n");
                }
            }
            case GZIP ->
                whole(
                        out,
                        asked,
                        "200 OK",
                        "Content-Type: text/plain; charset=utf-8\r\nContent-Encoding: gzip\r\nVary: Accept-Encoding\r\n",
                        gzip(utf8("pressed".repeat(100))));
            case RANGE ->
                whole(
                        out,
                        asked,
                        "206 Partial Content",
                        "Content-Type: text/plain\r\nAccept-Ranges: bytes\r\nContent-Range: bytes 4-7/11\r\n",
                        utf8("is w"));
            case SSE -> {
                chunkedHead(out, asked, "200 OK", "Content-Type: text/event-stream\r\nCache-Control: no-cache\r\n");
                for (int i = 1; i <= 3; i++) {
                    if (i > 1) {
                        pause(EVENT_GAP_MILLIS);
                    }
                    chunk(out, utf8("data: " + i + "\n\n"));
                }
                write(out, "0\r\n\r\n");
            }
            case TRAILERS -> {
                chunkedHead(out, asked, "200 OK", "Content-Type: text/plain\r\nTrailer: X-Checksum\r\n");
                chunk(out, utf8("summed"));
                write(out, "0\r\nX-Checksum: 42\r\n\r\n");
            }
            case EARLY_HINTS -> {
                write(out, "HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n");
                whole(out, asked, "200 OK", "Content-Type: text/plain\r\n", utf8("hinted"));
            }
            case NO_CONTENT -> write(out, "HTTP/1.1 204 No Content\r\nX-Own: yes\r\n\r\n");
            case NOT_MODIFIED -> write(out, "HTTP/1.1 304 Not Modified\r\nETag: \"ok\"\r\n\r\n");
            case REDIRECT -> whole(out, asked, "302 Found", "Location: /elsewhere\r\n", new byte[0]);
            case NOT_FOUND ->
                whole(
                        out,
                        asked,
                        "404 Not Found",
                        "Content-Type: text/html; charset=utf-8\r\n",
                        utf8("<!doctype html><p>not here"));
            case ERROR_500 ->
                whole(
                        out,
                        asked,
                        "500 Internal Server Error",
                        "Content-Type: application/json\r\n",
                        utf8("{\"own\":500}"));

            case REFUSED -> throw new IllegalStateException("Nothing can arrive where nothing listens");
            case RESET -> {
                socket.setSoLinger(true, 0);
                return false;
            }
            case EMPTY -> {
                return false;
            }
            case HANG -> {
                closing.await();
                return false;
            }
            case HALF_HEADER -> {
                write(out, "HTTP/1.1 200 OK\r\nContent-Type: text/pl");
                return false;
            }
            case GARBAGE -> {
                write(out, "SSH-2.0-OpenSSH_9.2p1 Debian\r\n\r\n");
                return false;
            }
            case OVERSIZED_HEADER -> {
                write(out, "HTTP/1.1 200 OK\r\nX-Large: " + "x".repeat(70_000) + "\r\nContent-Length: 0\r\n\r\n");
                return false;
            }

            case TRUNCATED_SMALL -> {
                promise(out, 100, 50);
                return false;
            }
            case TRUNCATED -> {
                promise(out, PROMISED, DELIVERED);
                return false;
            }
            case RESET_BODY -> {
                promise(out, PROMISED, DELIVERED);
                pause(50);
                socket.setSoLinger(true, 0);
                return false;
            }
            case TRUNCATED_CHUNKED_SMALL -> {
                chunkedHead(out, asked, "200 OK", "Content-Type: text/plain\r\n");
                chunk(out, utf8("half of it"));
                return false;
            }
            case TRUNCATED_CHUNKED -> {
                chunkedHead(out, asked, "200 OK", "Content-Type: application/octet-stream\r\n");
                chunk(out, bytes(DELIVERED));
                return false;
            }
            case BAD_CHUNK -> {
                chunkedHead(out, asked, "200 OK", "Content-Type: application/octet-stream\r\n");
                chunk(out, bytes(DELIVERED));
                write(out, "zzz\r\nno number\r\n");
                return false;
            }
            case STALLED -> {
                promise(out, PROMISED, DELIVERED);
                closing.await();
                return false;
            }

            case STATUS_502_EMPTY -> whole(out, asked, "502 Bad Gateway", "", new byte[0]);
            case STATUS_503_EMPTY -> whole(out, asked, "503 Service Unavailable", "", new byte[0]);
            case STATUS_504_EMPTY -> whole(out, asked, "504 Gateway Timeout", "", new byte[0]);
            case STATUS_503_EMPTY_CHUNKED -> {
                chunkedHead(out, asked, "503 Service Unavailable", "");
                if (!asked.head()) {
                    write(out, "0\r\n\r\n");
                }
            }
            case STATUS_502_JSON -> ownError(out, asked, "502 Bad Gateway", "");
            case STATUS_503_JSON ->
                ownError(
                        out,
                        asked,
                        "503 Service Unavailable",
                        "Retry-After: 7\r\nETag: \"e\"\r\nSet-Cookie: lb=1; Path=/\r\n");
            case STATUS_504_JSON -> ownError(out, asked, "504 Gateway Timeout", "");
            case STATUS_503_BIG ->
                whole(
                        out,
                        asked,
                        "503 Service Unavailable",
                        "Content-Type: application/octet-stream\r\n",
                        bytes(DELIVERED));
        }
        return true;
    }

    private static void ownError(OutputStream out, Asked asked, String status, String fields) throws IOException {
        whole(out, asked, status, "Content-Type: application/json\r\n" + fields, utf8("{\"own\":\"" + status + "\"}"));
    }

    private static void whole(OutputStream out, Asked asked, String status, String fields, byte[] body)
            throws IOException {
        write(out, "HTTP/1.1 " + status + "\r\n" + fields + "Content-Length: " + body.length + "\r\n\r\n");
        if (!asked.head()) {
            out.write(body);
            out.flush();
        }
    }

    private static void chunkedHead(OutputStream out, Asked asked, String status, String fields) throws IOException {
        write(out, "HTTP/1.1 " + status + "\r\n" + fields + "Transfer-Encoding: chunked\r\n\r\n");
        if (asked.head()) {
            out.flush();
        }
    }

    private static void promise(OutputStream out, int promised, int delivered) throws IOException {
        write(
                out,
                "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: " + promised
                        + "\r\n\r\n");
        out.write(bytes(delivered));
        out.flush();
    }

    private static void chunk(OutputStream out, byte[] bytes) throws IOException {
        ByteArrayOutputStream framed = new ByteArrayOutputStream();
        framed.writeBytes((Integer.toHexString(bytes.length) + "\r\n").getBytes(ISO_8859_1));
        framed.writeBytes(bytes);
        framed.writeBytes(new byte[] {'\r', '\n'});
        out.write(framed.toByteArray());
        out.flush();
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(ISO_8859_1));
        out.flush();
    }

    /** A wait that is part of the fault, cut short when all ends. */
    private void pause(int millis) throws InterruptedException {
        if (closing.await(millis, java.util.concurrent.TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("The upstream is being closed");
        }
    }

    /** Returns bytes that tell their place, so that a lost, doubled or padded part is seen. */
    public static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) ('a' + (i / 7 + i % 7) % 26);
        }
        return bytes;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream pressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(pressed)) {
            gzip.write(bytes);
        }
        return pressed.toByteArray();
    }

    private static String echo(Asked asked) {
        CRC32 sum = new CRC32();
        sum.update(asked.body());
        StringBuilder text = new StringBuilder(asked.requestLine()).append('\n');
        asked.fields()
                .forEach((name, value) ->
                        text.append(name).append(": ").append(value).append('\n'));
        return text.append("body: " + asked.body().length + " " + Long.toHexString(sum.getValue()) + "\n")
                .toString();
    }

    private static byte[] body(InputStream in, Map<String, String> fields) throws IOException {
        if ("chunked".equalsIgnoreCase(fields.get("transfer-encoding"))) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
                body.writeBytes(exactly(in, size));
                line(in);
            }
            line(in);
            return body.toByteArray();
        }
        return exactly(in, Integer.parseInt(fields.getOrDefault("content-length", "0")));
    }

    private static byte[] exactly(InputStream in, int size) throws IOException {
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException();
        }
        return bytes;
    }

    private static String line(InputStream in) throws IOException {
        List<Byte> line = new ArrayList<>();
        while (true) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException();
            }
            if (b == '\n') {
                break;
            }
            line.add((byte) b);
        }
        byte[] bytes = new byte[line.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = line.get(i);
        }
        String text = new String(bytes, ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
