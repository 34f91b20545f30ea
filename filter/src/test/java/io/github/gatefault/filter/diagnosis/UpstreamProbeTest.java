package io.github.gatefault.filter.diagnosis;

import static io.github.gatefault.filter.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.filter.diagnosis.UpstreamProbe.Resolver;
import io.github.gatefault.filter.diagnosis.UpstreamProbe.Timeouts;
import io.github.gatefault.filter.upstream.Upstream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The findings of a probe, on real sockets. */
@Timeout(30)
class UpstreamProbeTest {
    private static final Timeouts PATIENT = new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(20));
    private static final Timeouts IMPATIENT = new Timeouts(Duration.ofMillis(500), Duration.ofSeconds(20));
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    private static List<String> probe(String url) {
        return probe(url, PATIENT, InetAddress::getAllByName, null);
    }

    private static List<String> probe(
            String url, Timeouts timeouts, Resolver resolver, @Nullable X509ExtendedTrustManager trusted) {
        return new UpstreamProbe(resolver, trusted, timeouts).run(new Upstream("orders", List.of(), URI.create(url)));
    }

    private static InetAddress[] two() throws UnknownHostException {
        return new InetAddress[] {
            InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), InetAddress.getByAddress(new byte[] {127, 0, 0, 2})
        };
    }

    @Test
    void healthyUpstream_isHealthy() throws Exception {
        try (LocalServer server = LocalServer.answering(OK)) {
            List<String> found = probe("http://127.0.0.1:" + server.port() + "/health?token=secret");

            assertThat(found).hasSize(2);
            assertThat(found.get(0))
                    .isEqualTo("orders at http://127.0.0.1:" + server.port() + "/health: 1 of 1 address healthy");
            assertThat(found.get(1))
                    .matches("127\\.0\\.0\\.1 port \\d+: connected in \\d+ ms, GET /health: 200 in \\d+ ms");
            assertThat(server.requests())
                    .singleElement()
                    .asString()
                    .startsWith("GET /health?token=secret HTTP/1.1\r\nHost: 127.0.0.1:" + server.port() + "\r\n");
        }
    }

    @Test
    void closedPort_isReportedAsRefused() throws Exception {
        try (Socket taken = new Socket()) {
            taken.bind(new java.net.InetSocketAddress(LocalServer.address(1), 0));

            assertThat(probe("http://127.0.0.1:" + taken.getLocalPort() + "/"))
                    .anyMatch(line -> line.endsWith(": 0 of 1 address healthy"))
                    .anyMatch(line -> line.endsWith(": connection refused"));
        }
    }

    @Test
    void oneDeadAddressOfTwo_isNamed() throws Exception {
        try (LocalServer server = LocalServer.answering(OK);
                LocalServer dead = LocalServer.silent(LocalServer.address(2), server.port())) {
            List<String> found = probe(
                    "http://orders.internal:" + dead.port() + "/health",
                    new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(20)),
                    host -> two(),
                    null);

            assertThat(found.get(0)).endsWith(": 1 of 2 addresses healthy");
            assertThat(found.get(1)).matches("DNS: 2 addresses in \\d+ ms");
            assertThat(found.get(2)).startsWith("127.0.0.1 port ").contains("GET /health: 200");
            assertThat(found.get(3)).startsWith("127.0.0.2 port ").endsWith(": no connection within 2 s");
        }
    }

    @Test
    void unknownName_hasNoAddress() {
        assertThat(probe("http://nowhere.invalid/"))
                .anyMatch(line -> line.endsWith(": no address"))
                .anyMatch(line -> line.startsWith("DNS: no address for this name"));
    }

    @Test
    void silentResolver_isNotAwaited_andBlocksOnlyOneThread() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(2);
        UpstreamProbe probe = new UpstreamProbe(
                host -> {
                    if (host.startsWith("127.")) {
                        return InetAddress.getAllByName(host);
                    }
                    asked.countDown();
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    throw new UnknownHostException(host);
                },
                null,
                IMPATIENT);
        Upstream upstream = new Upstream("orders", List.of(), URI.create("http://orders.internal/"));
        try (LocalServer server = LocalServer.answering(OK)) {
            assertThat(probe.run(upstream)).contains("DNS: no answer within 500 ms");
            for (int i = 0; i < 3; i++) {
                assertThat(probe.run(new Upstream("search", List.of(), URI.create("http://search.internal/"))))
                        .anyMatch(
                                line -> line.matches(
                                        "DNS: not asked, since the lookup of orders\\.internal still waits for an answer after \\d+ s"));
            }
            assertThat(threads("gatefault-diagnosis-dns")).isEqualTo(1);
            assertThat(asked.getCount()).isEqualTo(1);
            // No name, and no question.
            assertThat(probe.run(
                            new Upstream("numbers", List.of(), URI.create("http://127.0.0.1:" + server.port() + "/"))))
                    .anyMatch(line -> line.endsWith(": 1 of 1 address healthy"));
        } finally {
            end.countDown();
        }
        await(() -> threads("gatefault-diagnosis-dns") == 0);
        assertThat(probe.run(upstream)).anyMatch(line -> line.startsWith("DNS: no address for this name"));
    }

    private static long threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .count();
    }

    @Test
    void manyAddresses_areNotAllTried() throws Exception {
        try (LocalServer server = LocalServer.answering(OK)) {
            InetAddress[] ten = new InetAddress[10];
            java.util.Arrays.fill(ten, LocalServer.address(1));

            assertThat(probe("http://orders.internal:" + server.port() + "/", PATIENT, host -> ten, null))
                    .contains("the other addresses were not tried")
                    .first()
                    .asString()
                    .endsWith(": 4 of 4 addresses healthy");
        }
    }

    @Test
    void statusOf503_isNotHealthy() throws Exception {
        try (LocalServer server = LocalServer.answering("HTTP/1.1 503 Service Unavailable\r\n\r\n")) {
            assertThat(probe("http://127.0.0.1:" + server.port() + "/health"))
                    .anyMatch(line -> line.endsWith(": 0 of 1 address healthy"))
                    .anyMatch(line -> line.contains("GET /health: 503 in "));
        }
    }

    @Test
    void redirect_isNotFollowed() throws Exception {
        try (LocalServer elsewhere = LocalServer.answering(OK);
                LocalServer server = LocalServer.answering(
                        "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:" + elsewhere.port() + "/\r\n\r\n")) {
            assertThat(probe("http://127.0.0.1:" + server.port() + "/"))
                    .anyMatch(line -> line.contains("GET /: 302 in "));
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void slowAnswer_endsAtTheDeadline() throws Exception {
        try (LocalServer server = LocalServer.serving(socket -> {
            while (true) {
                socket.getOutputStream().write('H');
                Thread.sleep(20); // The upstream under test is slow: each byte comes in time, the whole never.
            }
        })) {
            long start = System.nanoTime();

            assertThat(probe("http://127.0.0.1:" + server.port() + "/", IMPATIENT, InetAddress::getAllByName, null))
                    .anyMatch(line -> line.endsWith("GET /: no answer within 500 ms"));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void slowTlsHandshake_endsAtTheDeadline() throws Exception {
        byte[] beginning = {22, 3, 3, 0x40, 0, 2, 0, 0x3f, (byte) 0xfc};
        try (LocalServer server = LocalServer.serving(socket -> {
            socket.getOutputStream().write(beginning);
            while (true) {
                socket.getOutputStream().write(0);
                Thread.sleep(20); // The upstream under test is slow: each byte comes in time, the whole never.
            }
        })) {
            assertThat(probe("https://127.0.0.1:" + server.port() + "/", IMPATIENT, InetAddress::getAllByName, null))
                    .anyMatch(line -> line.endsWith("no TLS handshake within 500 ms"));
        }
    }

    @Test
    void endlessFirstLine_isCut() throws Exception {
        byte[] much = "x".repeat(8_192).getBytes(StandardCharsets.US_ASCII);
        try (LocalServer server = LocalServer.serving(socket -> {
            while (true) {
                socket.getOutputStream().write(much);
            }
        })) {
            assertThat(probe("http://127.0.0.1:" + server.port() + "/"))
                    .anyMatch(line -> line.endsWith("GET /: an answer that is not HTTP/1"));
        }
    }

    @Test
    void closedConnection_isNoAnswer() throws Exception {
        try (LocalServer server = LocalServer.answering("")) {
            assertThat(probe("http://127.0.0.1:" + server.port() + "/"))
                    .anyMatch(line -> line.endsWith("GET /: closed without an answer"));
        }
    }

    @Test
    void serviceWithoutTls_hasNoHandshake() throws Exception {
        try (LocalServer server = LocalServer.answering("HTTP/1.1 400 \u001b[31mforged\r\n\r\n")) {
            assertThat(probe("https://127.0.0.1:" + server.port() + "/"))
                    .anyMatch(line -> line.contains("no TLS handshake: "))
                    .noneMatch(line -> line.contains("\u001b"));
        }
    }

    @Test
    void goodCertificate_isReportedWithNamesAndExpiry(@TempDir Path folder) throws Exception {
        KeyTool certificate =
                KeyTool.certificate(folder, "-1d", 30, "dns:localhost,dns:a.example,dns:b.example,dns:c.example");
        try (ServerSocket listening = certificate.listening();
                LocalServer server = LocalServer.serving(listening, LocalServer.answer(OK))) {
            List<String> found = probe(
                    "https://localhost:" + server.port() + "/",
                    PATIENT,
                    host -> new InetAddress[] {two()[0]},
                    certificate.trusted());

            assertThat(found.get(0)).endsWith(": 1 of 1 address healthy");
            assertThat(found.get(2))
                    .contains(
                            "TLSv1.3, certificate for localhost, a.example, b.example and 1 more, valid until "
                                    + Instant.now()
                                            .plus(29, ChronoUnit.DAYS)
                                            .toString()
                                            .substring(0, 10),
                            " days, GET /: 200 in ");
        }
    }

    @Test
    void expiredCertificate_isReportedWithItsDay_andNothingIsSent(@TempDir Path folder) throws Exception {
        KeyTool certificate = KeyTool.certificate(folder, "-40d", 30, "dns:localhost");
        try (ServerSocket listening = certificate.listening();
                LocalServer server = LocalServer.serving(listening, LocalServer.answer(OK))) {
            assertThat(probe(
                            "https://localhost:" + server.port() + "/",
                            PATIENT,
                            host -> new InetAddress[] {two()[0]},
                            certificate.trusted()))
                    .anyMatch(line -> line.endsWith("certificate for localhost, expired on "
                            + Instant.now()
                                    .minus(10, ChronoUnit.DAYS)
                                    .toString()
                                    .substring(0, 10)
                            + ", 10 days ago"));
            assertThat(String.join("", server.requests())).doesNotContain("GET");
        }
    }

    @Test
    void certificateForAnotherName_isReportedWithThatName(@TempDir Path folder) throws Exception {
        KeyTool certificate = KeyTool.certificate(folder, "-1d", 30, "dns:other.example");
        try (ServerSocket listening = certificate.listening();
                LocalServer server = LocalServer.serving(listening, LocalServer.answer(OK))) {
            assertThat(probe(
                            "https://localhost:" + server.port() + "/",
                            PATIENT,
                            host -> new InetAddress[] {two()[0]},
                            certificate.trusted()))
                    .anyMatch(line -> line.contains("certificate for other.example, valid until ")
                            && line.endsWith("not for the name that was asked for"));
        }
    }

    @Test
    void unknownAuthority_isReported(@TempDir Path folder) throws Exception {
        KeyTool certificate = KeyTool.certificate(folder, "-1d", 30, "dns:localhost");
        try (ServerSocket listening = certificate.listening();
                LocalServer server = LocalServer.serving(listening, LocalServer.answer(OK))) {
            assertThat(probe(
                            "https://localhost:" + server.port() + "/",
                            PATIENT,
                            host -> new InetAddress[] {two()[0]},
                            null))
                    .anyMatch(line -> line.endsWith("signed by no CA that this JVM trusts"));
        }
    }
}
