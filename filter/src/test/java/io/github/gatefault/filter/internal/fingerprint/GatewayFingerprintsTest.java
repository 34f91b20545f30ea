package io.github.gatefault.filter.internal.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.filter.classify.Failure;
import io.github.gatefault.filter.classify.Failure.Answered;
import io.github.gatefault.filter.classify.Phase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayFingerprintsTest {
    private static final String NGINX = """
            <html>\r
            <head><title>502 Bad Gateway</title></head>\r
            <body>\r
            <center><h1>502 Bad Gateway</h1></center>\r
            <hr><center>nginx/1.22.1</center>\r
            </body>\r
            </html>\r
            """;

    private static final String HAPROXY_504 = """
            <html><body><h1>504 Gateway Time-out</h1>
            The server didn't respond in time.
            </body></html>
            """;

    private final GatewayFingerprints fingerprints = GatewayFingerprints.builtIn();

    @Test
    void nginxPage_isNamed() {
        assertThat(vendorOf(502, NGINX)).isEqualTo("nginx");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<body bgcolor=\"white\">",
                "<body>\r\n<!-- a padding to disable MSIE and Chrome friendly error page -->",
                "<body>\n\n"
            })
    void nginxPageOfAnyTime_isNamed(String body) {
        assertThat(vendorOf(502, NGINX.replace("<body>", body))).isEqualTo("nginx");
    }

    @Test
    void footOfThePage_tellsDerivativesApart() {
        assertThat(vendorOf(502, NGINX.replace("nginx/1.22.1", "openresty/1.25.3.1")))
                .isEqualTo("openresty");
        assertThat(vendorOf(502, NGINX.replace("nginx/1.22.1", "tengine"))).isEqualTo("tengine");
        assertThat(vendorOf(502, NGINX.replace("nginx/1.22.1", "cloudflare"))).isEqualTo("cloudflare");
        assertThat(vendorOf(502, NGINX.replace("nginx/1.22.1", "Microsoft-Azure-Application-Gateway/v2")))
                .isEqualTo("azure_application_gateway");
        assertThat(vendorOf(502, NGINX.replace("<hr><center>nginx/1.22.1</center>\r\n", "")))
                .isEqualTo("aws_alb");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>We are back at two o'clock.</p></body>",
                "</body>\n<p>Ask Jane.</p>",
                "<center>Lantern Books</center></body>"
            })
    void wordsThatSomebodyAdded_makeItAPageOfTheirs(String instead) {
        assertThat(vendorOf(502, NGINX.replace("</body>", instead))).isNull();
    }

    @Test
    void pageOfAnotherStatus_isNotItsOwn() {
        assertThat(vendorOf(503, NGINX)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><head><title>What a 502 of nginx means</title></head><body><p>502 Bad Gateway nginx</p></body></html>",
                "{\"error\":\"502 Bad Gateway\",\"by\":\"nginx\"}",
                "{\"status\":\"DOWN\"}",
                "{\"timestamp\":\"2026-11-23T07:23:44Z\",\"status\":503,\"error\":\"Service Unavailable\",\"message\":\"Stocktaking\",\"path\":\"/\"}",
                "{\"type\":\"about:blank\",\"title\":\"Bad Gateway\",\"status\":502}",
                "{\"message\":\"Internal server error\"}",
                "Stocktaking until noon",
                "error code: CARD-17",
                "<html><head><title>503 Closed</title></head><body><center><h1>503 Closed</h1></center></body></html>",
                "error code"
            })
    void bodyThatSomebodyWrote_isNobodysPage(String body) {
        assertThat(vendorOf(502, body)).isNull();
        assertThat(vendorOf(503, body)).isNull();
    }

    @Test
    void whiteSpaceAroundTheStatus_counts() {
        String varnish = "<!DOCTYPE html><html><head><title>503 Backend fetch failed</title></head><body>"
                + "<h1>Error 503 Backend fetch failed</h1><p>Backend fetch failed</p><h3>Guru Meditation:</h3>"
                + "<p>XID: 32771</p><hr><p>Varnish cache server</p></body></html>";
        assertThat(vendorOf(503, varnish)).isEqualTo("varnish");
        assertThat(vendorOf(503, varnish.replace("Error 503", "Error503"))).isNull();
    }

    @Test
    void frameworksOwnJson_isNamed() {
        String json =
                "{\"timestamp\":\"2026-11-23T07:23:44.571+00:00\",\"status\":503,\"error\":\"Service Unavailable\",\"path\":\"/err/503\"}";
        assertThat(vendorOf(503, json)).isEqualTo("spring_boot");
        assertThat(vendorOf(503, json.replace(",", ", "))).isEqualTo("spring_boot");
    }

    @Test
    void headers_tellWhereTheBodyIsEmpty() {
        assertThat(fingerprints.match(answered(502, Map.of("Server", "Caddy"), "", true)))
                .extracting(Fingerprint::vendor)
                .isEqualTo("caddy");
        assertThat(fingerprints.match(answered(502, Map.of("server", "CADDY"), "", true)))
                .extracting(Fingerprint::vendor)
                .isEqualTo("caddy");
        assertThat(fingerprints.match(answered(502, Map.of("Server", "Other"), "", true)))
                .isNull();
    }

    @Test
    void page_tellsTheCauseThatItReveals() {
        Fingerprint page = Objects.requireNonNull(fingerprints.match(answered(504, Map.of(), HAPROXY_504, true)));
        assertThat(page.vendor()).isEqualTo("haproxy");
        assertThat(page.cause()).isEqualTo(CauseType.CONNECTION_READ_TIMEOUT);
    }

    @Test
    void codedPage_isDecodedForTheLook() throws IOException {
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(gzip)) {
            out.write(NGINX.getBytes(StandardCharsets.UTF_8));
        }
        ByteArrayOutputStream deflate = new ByteArrayOutputStream();
        try (OutputStream out = new DeflaterOutputStream(deflate)) {
            out.write(NGINX.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(fingerprints.match(coded("gzip", gzip.toByteArray()))).isNotNull();
        assertThat(fingerprints.match(coded("deflate", deflate.toByteArray()))).isNotNull();
        assertThat(fingerprints.match(coded("br", gzip.toByteArray()))).isNull();
        assertThat(fingerprints.match(coded("gzip", NGINX.getBytes(StandardCharsets.UTF_8))))
                .isNull();
        byte[] half = Arrays.copyOf(gzip.toByteArray(), gzip.size() / 2);
        assertThat(fingerprints.mayBeGatewayFailure(coded("gzip", half))).isTrue();
    }

    @Test
    void beginningOfAPage_mayBecomeOne_atWhateverByteItBreaksOff() {
        for (int length = 1; length < NGINX.length(); length++) {
            assertThat(fingerprints.mayBeGatewayFailure(answered(502, Map.of(), NGINX.substring(0, length), false)))
                    .as("%s bytes", length)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Down</title>",
                "<!doctype html><html><head><title>Lantern Books</title>",
                "data: 1\n\n",
                "{\"error\":",
                "<html><head><title>502 Bad Gateway</title></head><body><h1>Sorry</h1>",
                "We are"
            })
    void beginningOfSomethingElse_isReleasedAtOnce(String beginning) {
        assertThat(fingerprints.mayBeGatewayFailure(answered(502, Map.of(), beginning, false)))
                .isFalse();
    }

    @Test
    void challengeOfAFirewall_isNoFailure() {
        Answered challenge = answered(
                503, Map.of("cf-mitigated", "challenge"), "<!DOCTYPE html><html><head><title>Just a moment...", false);
        assertThat(fingerprints.mayBeGatewayFailure(challenge)).isFalse();
        Failure failure = new Failure(challenge, Phase.BODY, Duration.ZERO);
        assertThat(new ResponseClassifier(fingerprints).classify(failure)).isNull();
    }

    @Test
    void hostileBody_costsLittle() {
        String stars = "<!DOCTYPE HTML PUBLIC \"-//".repeat(600);
        long start = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            assertThat(fingerprints.match(answered(502, Map.of(), stars, true))).isNull();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void ownFingerprints_countForMore() {
        GatewayFingerprints own = fingerprints.precededBy("""
                # ours
                vendor: edge_box
                status: 502-503
                body: <html><head><title>{status} *</title></head>**
                means: tls_certificate_error/certificate_expired
                """);
        Fingerprint page = Objects.requireNonNull(own.match(answered(502, Map.of(), NGINX, true)));
        assertThat(page.vendor()).isEqualTo("edge_box");
        assertThat(page.cause()).isEqualTo(CauseType.TLS_CERTIFICATE_ERROR);
        assertThat(page.detail()).isEqualTo("certificate_expired");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vendor: x\nbody",
                "vendor: x\nsize: 3",
                "vendor: X Y\nbody: x",
                "vendor: x\nbody: x\nstatus: 200",
                "vendor: x\nbody: x\nmeans: broken",
                "vendor: x\nbody: x\nmeans: dns_error/No Name",
                "body: x",
                "vendor: x"
            })
    void mistakeInAFile_isToldWithItsLine(String file) {
        assertThatThrownBy(() -> fingerprints.precededBy("# first\n" + file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("(?s)line [2-4]: .* must (be|have) .*");
    }

    private @Nullable String vendorOf(int status, String body) {
        Fingerprint page = fingerprints.match(answered(status, Map.of(), body, true));
        return page == null ? null : page.vendor();
    }

    private static Answered answered(int status, Map<String, String> headers, String body, boolean whole) {
        Map<String, List<String>> lines = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, value) -> lines.put(name, List.of(value)));
        return new Answered(status, true, lines, body.getBytes(StandardCharsets.UTF_8), whole);
    }

    private static Answered coded(String coding, byte[] body) {
        return new Answered(502, true, Map.of("Content-Encoding", List.of(coding)), body, true);
    }
}
