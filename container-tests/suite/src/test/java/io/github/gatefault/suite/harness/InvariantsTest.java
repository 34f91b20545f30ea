package io.github.gatefault.suite.harness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gatefault.suite.upstream.Fault;
import io.github.gatefault.suite.upstream.FaultUpstream;
import io.github.gatefault.suite.wire.Answer;
import io.github.gatefault.suite.wire.Answer.Framing;
import io.github.gatefault.suite.wire.Connection;
import io.github.gatefault.suite.wire.Ending;
import io.github.gatefault.suite.wire.Field;
import io.github.gatefault.suite.wire.Head;
import io.github.gatefault.suite.wire.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** Each invariant can be broken, and says so. */
class InvariantsTest {
    private static final String ID = "0123456789abcdef0123456789abcdef";
    private static final IncidentEvent INCIDENT = new IncidentEvent(
            "WARN",
            "502 connection_refused [" + ID + "]",
            Map.of("correlation_id", ID, "cause", "connection_refused", "outcome", "replaced"),
            Map.of());

    private final List<Field> fields = new ArrayList<>(List.of(
            new Field("X-Correlation-Id", ID),
            new Field("Proxy-Status", "gatefault; error=connection_refused"),
            new Field("Cache-Control", "no-store"),
            new Field("Vary", "Accept, Accept-Language"),
            new Field("Content-Language", "en"),
            new Field("Content-Type", "application/problem+json"),
            new Field("X-Content-Type-Options", "nosniff"),
            new Field("Content-Length", "1")));
    private String body =
            "{\"status\":502,\"cause\":\"connection_refused\",\"correlation_id\":\"" + ID + "\",\"list\":[1]}";
    private Ending ending = Ending.COMPLETE;
    private List<IncidentEvent> incidents = List.of(INCIDENT);
    private FaultUpstream upstream;

    @BeforeEach
    void start() throws Exception {
        upstream = new FaultUpstream();
    }

    @AfterEach
    void stop() throws Exception {
        upstream.close();
    }

    private Exchange exchange(String number) {
        Answer answer = new Answer(
                List.of(),
                new Head("HTTP/1.1 502 Bad Gateway", 502, fields),
                Framing.LENGTH,
                body.getBytes(UTF_8),
                List.of(),
                List.of(),
                ending,
                "");
        return new Exchange(number, Request.get("/"), answer, true);
    }

    private void check() throws Exception {
        Invariants.check(List.of(exchange("")), incidents, upstream);
    }

    private void refused(String reason) {
        assertThatThrownBy(this::check).isInstanceOf(AssertionError.class).hasMessageContaining(reason);
    }

    private void replace(String name, String value) {
        fields.replaceAll(field -> field.name().equals(name) ? new Field(name, value) : field);
    }

    @Test
    void goodAnswer_passes() {
        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    void openAnswer_isRefused() {
        ending = Ending.OPEN;
        refused("honest abort");
    }

    @Test
    void twoCorrelationIds_areRefused() {
        fields.add(new Field("X-Correlation-Id", ID));
        refused("one correlation ID");
    }

    @Test
    void answerThatIsNotInTheLog_isRefused() {
        incidents = List.of();
        refused("is in the log");
    }

    @Test
    void otherCauseInTheLog_isRefused() {
        replace("Proxy-Status", "gatefault; error=dns_error");
        body = body.replace("connection_refused", "dns_error");
        refused("one cause");
    }

    @Test
    void otherCauseInTheBody_isRefused() {
        body = body.replace("connection_refused", "dns_error");
        refused("connection_refused");
    }

    @Test
    void bodyThatIsNoJson_isRefused() {
        body = body + "x";
        assertThatThrownBy(this::check).hasMessageContaining("'x'");
    }

    @Test
    void entityFieldOfTheFailedAnswer_isRefused() {
        fields.add(new Field("Content-Encoding", "gzip"));
        refused("Content-Encoding");
    }

    @Test
    void internalAddress_isRefused() {
        body = body.replace("[1]", "\"" + upstream.secrets().get(0) + "\"");
        refused("nothing internal");
    }

    @Test
    void logEventOfTwoLines_isRefused() {
        incidents = List.of(new IncidentEvent(
                "WARN", "502 connection_refused\n2026 INFO forged", INCIDENT.values(), INCIDENT.context()));
        refused("one line");
    }

    @Test
    void truncatedUpstreamThatLooksComplete_isRefused() throws Exception {
        try (Connection connection = Connection.to(upstream.uri(Fault.TRUNCATED).getPort())) {
            connection
                    .send(Request.get("/" + Fault.TRUNCATED.path())
                            .with(FaultUpstream.EXCHANGE, "7")
                            .bytes())
                    .read("GET");
        }
        fields.removeIf(field -> field.name().equals("Proxy-Status"));
        incidents = List.of();
        assertThatThrownBy(() -> Invariants.check(List.of(exchange("7")), incidents, upstream))
                .hasMessageContaining("never looks complete");
    }

    @Test
    void logContextLeftBehind_isRefused() {
        MDC.put("correlation_id", ID);
        try {
            refused("log context left behind");
        } finally {
            MDC.remove("correlation_id");
        }
    }
}
