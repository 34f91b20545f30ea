package io.github.gatefault.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What works stays as it is, and what breaks after its beginning is seen to be broken. */
class HealthyPathsTest {
    private static final long LARGE = 256L * 1024 * 1024;

    @RegisterExtension
    static final RunningGateway gateway = new RunningGateway();

    @Test
    void healthyAnswer_passes() throws Exception {
        HttpResponse<String> answer = gateway.get("/ok");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"ok\"}");
        assertThat(answer.headers().firstValue("X-Correlation-Id")).isPresent();
        assertThat(answer.headers().firstValue("Proxy-Status")).isEmpty();
    }

    @Test
    void servicesOwnError_passesAsItIs() throws Exception {
        HttpResponse<String> answer = gateway.get("/own-error", "Accept", "text/html");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.body()).isEqualTo("{\"error\":\"stocktaking\",\"until\":\"noon\"}");
    }

    @Test
    void largeDownload_isComplete() throws Exception {
        HttpResponse<InputStream> answer = open("/stream?bytes=" + LARGE);

        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(LARGE);
        try (InputStream body = answer.body()) {
            assertThat(body.transferTo(OutputStream.nullOutputStream())).isEqualTo(LARGE);
        }
    }

    @Test
    void truncatedDownload_isSeenAsTruncated() throws Exception {
        HttpResponse<InputStream> answer = open("/truncated?bytes=" + LARGE);

        assertThat(answer.statusCode()).isEqualTo(200);
        try (InputStream body = answer.body()) {
            assertThatThrownBy(() -> body.transferTo(OutputStream.nullOutputStream()))
                    .isInstanceOf(IOException.class);
        }
        assertThat(gateway.log())
                .anySatisfy(
                        event -> assertThat(event.getKeyValuePairs().toString()).contains("after_commit"));
    }

    @Test
    void events_arriveOneByOne() throws Exception {
        List<Long> arrivals = new ArrayList<>();
        HttpResponse<Stream<String>> answer =
                gateway.client().send(gateway.request("/sse?seconds=3").build(), BodyHandlers.ofLines());

        try (Stream<String> lines = answer.body()) {
            lines.filter(line -> line.startsWith("id:")).forEach(line -> arrivals.add(System.nanoTime()));
        }

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        assertThat(arrivals).hasSize(3);
        assertThat(Duration.ofNanos(arrivals.get(2) - arrivals.get(0))).isGreaterThan(Duration.ofMillis(1_500));
    }

    @Test
    void upload_arrivesWhole() throws Exception {
        byte[] body = new byte[3_000_000];
        new Random(1).nextBytes(body);
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));

        HttpResponse<String> answer = gateway.send(gateway.request("/upload")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofByteArray(body)));

        assertThat(answer.body()).isEqualTo("{\"length\":3000000,\"sha256\":\"" + sha256 + "\"}");
    }

    private static HttpResponse<InputStream> open(String path) throws IOException, InterruptedException {
        return gateway.client().send(gateway.request(path).build(), BodyHandlers.ofInputStream());
    }
}
