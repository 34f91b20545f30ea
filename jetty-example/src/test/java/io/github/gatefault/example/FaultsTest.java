package io.github.gatefault.example;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.github.gatefault.example.upstream.Fault;
import io.github.gatefault.example.upstream.Faults;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Walks the list: what fails on a socket behind the gateway is what the answer and the log say. */
class FaultsTest {
    @RegisterExtension
    static final RunningGateway gateway = new RunningGateway();

    static final List<Fault> FAULTS = Faults.ALL;

    @ParameterizedTest
    @FieldSource("FAULTS")
    void everyFault_isAnsweredWithItsCause(Fault fault) throws Exception {
        HttpResponse<String> answer = gateway.get(fault.path(), "Accept", "application/problem+json");

        assertThat(answer.body()).contains("\"cause\":\"" + fault.cause().token() + "\"");
        assertThat(answer.statusCode()).isEqualTo(fault.status());
        if (fault.causeDetail() != null) {
            assertThat(answer.body()).contains("\"cause_detail\":\"" + fault.causeDetail() + "\"");
        }
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        if (fault.cause().isProxyErrorType()) {
            // White space there is free, and Jetty's client takes it out of what it relays.
            assertThat(answer.headers().firstValue("Proxy-Status").orElse("none"))
                    .isEqualToIgnoringWhitespace(
                            "lantern-gateway; error=" + fault.cause().token());
        }
        assertThat(answer.body()).contains("\"correlation_id\":\"" + idOf(answer) + "\"");
    }

    @ParameterizedTest
    @FieldSource("FAULTS")
    void everyFault_isInTheLogUnderTheVisitorsId(Fault fault) throws Exception {
        String id = idOf(gateway.get(fault.path()));

        assertThat(gateway.log())
                .filteredOn(event -> event.getFormattedMessage().contains(id)
                        || id.equals(event.getMDCPropertyMap().get("correlation_id")))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getLevel()).isEqualTo(Level.WARN);
                    assertThat(event.getFormattedMessage())
                            .contains(fault.cause().token())
                            .doesNotContain("\n");
                });
    }

    @Test
    void refusedConnection_answers502() throws Exception {
        HttpResponse<String> answer = gateway.get("/fault/connection_refused");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.headers().firstValue("Proxy-Status")).hasValue("lantern-gateway; error=connection_refused");
        assertThat(answer.body())
                .contains(
                        "\"status\":502",
                        "\"category\":\"backend_down\"",
                        "\"request_sent\":\"no\"",
                        "\"retryable\":true");
    }

    @Test
    void relayedError_isToldApartFromOurOwn() throws Exception {
        HttpResponse<String> answer = gateway.get("/fault/upstream_error_response/504");

        assertThat(answer.body()).contains("\"received_status\":504");
        assertThat(answer.headers().firstValue("Proxy-Status").orElse("")).doesNotContain("error=");
    }

    @Test
    void relayed503_keepsItsRetryAfter() throws Exception {
        HttpResponse<String> answer = gateway.get("/fault/upstream_error_response/503");

        assertThat(answer.headers().firstValue("Retry-After")).hasValue("7");
    }

    @Test
    void failedPost_isAnsweredWithABody() throws Exception {
        HttpResponse<String> answer =
                gateway.send(gateway.request("/fault/connection_terminated").POST(BodyPublishers.ofString("pay=now")));

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("\"cause\":\"connection_terminated\"", "\"request_sent\":\"");
    }

    @Test
    void failedHead_isAnsweredWithoutABody() throws Exception {
        HttpResponse<String> answer =
                gateway.send(gateway.request("/fault/connection_refused").method("HEAD", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.headers().firstValueAsLong("Content-Length").orElse(0))
                .isPositive();
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void inboundId_isKept() throws Exception {
        HttpResponse<String> answer =
                gateway.get("/fault/connection_refused", "X-Correlation-Id", "order-4711.retry_2");

        assertThat(idOf(answer)).isEqualTo("order-4711.retry_2");
    }

    private static String idOf(HttpResponse<String> answer) {
        return answer.headers().firstValue("X-Correlation-Id").orElseThrow();
    }

    @Test
    void queryThatNoServiceCanBeAsked_answers400() throws Exception {
        try (Socket socket =
                new Socket("localhost", gateway.request("/").build().uri().getPort())) {
            socket.getOutputStream()
                    .write("GET /ok?a=|b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("error=http_request_error")
                    .doesNotContain("127.0.0.1");
        }
    }
}
