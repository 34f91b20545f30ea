package io.github.gatefault.filter.classify;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.filter.classify.Failure.Thrown;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The JDK's two clients, against sockets that fail for real. */
class RealClientFailuresTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ExceptionClassifier classifier = new ExceptionClassifier();

    private interface Behaviour {
        void meet(Socket visitor) throws IOException;
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private void bothClientsTell(CauseType expected, Phase phase, Behaviour behaviour) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            threads.execute(() -> serve(server, behaviour));
            bothClientsTell(expected, phase, URI.create("http://127.0.0.1:" + server.getLocalPort() + "/"));
        }
    }

    private void bothClientsTell(CauseType expected, Phase phase, URI uri) {
        assertThat(causeOf(catchThrowable(() -> jdkClient(uri)), phase))
                .as("java.net.http.HttpClient")
                .isEqualTo(expected);
        assertThat(causeOf(catchThrowable(() -> urlConnection(uri)), phase))
                .as("HttpURLConnection")
                .isEqualTo(expected);
    }

    private CauseType causeOf(Throwable thrown, Phase phase) {
        Cause cause = classifier.classify(new Failure(new Thrown(thrown), phase, Duration.ZERO));
        return requireNonNull(cause, () -> "not an upstream's failure: " + thrown)
                .type();
    }

    private static void serve(ServerSocket server, Behaviour behaviour) {
        while (!server.isClosed()) {
            try (Socket visitor = server.accept()) {
                InputStream in = visitor.getInputStream();
                for (int seen = 0; seen < 4 && in.read() >= 0; ) {
                    seen = in.available() == 0 ? 4 : 0;
                }
                behaviour.meet(visitor);
            } catch (IOException e) {
                // A client that has given up, or the end of the test: the loop looks whether to go on.
            }
        }
    }

    private static Behaviour saying(String bytes) {
        return visitor -> {
            visitor.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            visitor.getOutputStream().flush();
        };
    }

    private static void jdkClient(URI uri) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofMillis(500))
                .build();
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofMillis(500)).build();
        client.send(request, BodyHandlers.ofByteArray());
    }

    private static void urlConnection(URI uri) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(500);
        connection.setReadTimeout(500);
        try (InputStream body = connection.getInputStream()) {
            body.readAllBytes();
        }
    }

    @Test
    void closedPort_isConnectionRefused() throws IOException {
        int port;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
        }

        bothClientsTell(CauseType.CONNECTION_REFUSED, Phase.NOTHING, URI.create("http://127.0.0.1:" + port + "/"));
    }

    @Test
    void unknownName_isDnsError() {
        bothClientsTell(CauseType.DNS_ERROR, Phase.NOTHING, URI.create("http://nowhere.invalid/"));
    }

    @Test
    void emptyAnswer_isConnectionTerminated() throws IOException {
        bothClientsTell(CauseType.CONNECTION_TERMINATED, Phase.NOTHING, visitor -> {});
    }

    @Test
    void resetBeforeTheAnswer_isConnectionTerminated() throws IOException {
        bothClientsTell(CauseType.CONNECTION_TERMINATED, Phase.NOTHING, visitor -> visitor.setSoLinger(true, 0));
    }

    @Test
    void garbage_isHttpProtocolError() throws IOException {
        bothClientsTell(CauseType.HTTP_PROTOCOL_ERROR, Phase.NOTHING, saying("HTTP/1.1 abc Nope\r\n\r\n"));
    }

    @Test
    void brokenChunk_isHttpResponseTransferCoding() throws IOException {
        bothClientsTell(
                CauseType.HTTP_RESPONSE_TRANSFER_CODING,
                Phase.HEADERS,
                saying("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n"));
    }

    @Test
    void brokenOffChunks_areHttpResponseIncomplete() throws IOException {
        bothClientsTell(
                CauseType.HTTP_RESPONSE_INCOMPLETE,
                Phase.HEADERS,
                saying("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"));
    }

    @Test
    void silence_isHttpResponseTimeout() throws IOException {
        bothClientsTell(CauseType.HTTP_RESPONSE_TIMEOUT, Phase.NOTHING, visitor -> {
            try {
                Thread.sleep(2_000); // Longer than the clients wait.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
