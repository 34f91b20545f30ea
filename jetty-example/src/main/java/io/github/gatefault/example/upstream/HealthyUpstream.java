package io.github.gatefault.example.upstream;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/** A service that works: an answer, a download, a stream of events, an upload; and a download that is cut off on purpose. */
final class HealthyUpstream extends Handler.Abstract implements Closeable {
    static final List<String> PATHS = List.of("/ok", "/own-error", "/stream", "/truncated", "/sse", "/upload");

    private static final int BLOCK = 64 * 1024;
    private static final long MEGABYTE = 1024 * 1024;

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    private HealthyUpstream() {
        connector.setHost("127.0.0.1");
        // Longer than the gateway keeps an idle connection: who closes first must not be a race.
        connector.setIdleTimeout(120_000);
        server.addConnector(connector);
        server.setHandler(this);
    }

    static HealthyUpstream open() throws IOException {
        HealthyUpstream upstream = new HealthyUpstream();
        try {
            upstream.server.start();
            return upstream;
        } catch (Exception e) {
            throw new IOException("The healthy service did not start", e);
        }
    }

    int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IOException("The healthy service did not stop", e);
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        switch (Request.getPathInContext(request)) {
            case "/ok" -> json(response, 200, "{\"status\":\"ok\"}", callback);
            case "/own-error" -> json(response, 503, "{\"error\":\"stocktaking\",\"until\":\"noon\"}", callback);
            case "/stream" -> download(response, number(request, "bytes", 64 * MEGABYTE), 1, callback);
            case "/truncated" -> download(response, number(request, "bytes", 64 * MEGABYTE), 2, callback);
            case "/sse" -> events(response, number(request, "seconds", 10), callback);
            case "/upload" -> json(response, 200, digest(Content.Source.asInputStream(request)), callback);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void json(Response response, int status, String body, Callback callback) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        Content.Sink.write(response, true, body, callback);
    }

    /** Announces so many bytes, and sends the first of so many equal parts. */
    private static void download(Response response, long bytes, int parts, Callback callback) throws IOException {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/octet-stream");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes);
        OutputStream out = Content.Sink.asOutputStream(response);
        byte[] block = new byte[BLOCK];
        for (long left = bytes / parts; left > 0; left -= BLOCK) {
            out.write(block, 0, (int) Math.min(left, BLOCK));
        }
        if (parts == 1) {
            out.close();
            callback.succeeded();
        } else {
            out.flush();
            callback.failed(new IOException("Cut off on purpose"));
        }
    }

    private static void events(Response response, long seconds, Callback callback)
            throws IOException, InterruptedException {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        OutputStream out = Content.Sink.asOutputStream(response);
        for (long i = 1; i <= seconds; i++) {
            out.write(("id: " + i + "\ndata: tick\n\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            Thread.sleep(1_000);
        }
        out.close();
        callback.succeeded();
    }

    private static String digest(InputStream body) throws IOException {
        MessageDigest sha256 = sha256();
        byte[] block = new byte[BLOCK];
        long length = 0;
        for (int n = body.read(block); n >= 0; n = body.read(block)) {
            sha256.update(block, 0, n);
            length += n;
        }
        return "{\"length\":" + length + ",\"sha256\":\"" + HexFormat.of().formatHex(sha256.digest()) + "\"}";
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static long number(Request request, String name, long otherwise) {
        Fields query = Request.extractQueryParameters(request);
        String value = query.getValue(name);
        return value == null || !value.matches("[0-9]{1,15}") ? otherwise : Long.parseLong(value);
    }
}
