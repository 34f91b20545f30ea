package io.github.gatefault.springclients;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With Micrometer Tracing the ID is the trace-id, whichever library traces. */
class TracingTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @ParameterizedTest
    @ValueSource(strings = {"Brave", "OpenTelemetry"})
    void id_isTheTraceId(String bridge) {
        String dead = "http://localhost:" + Upstream.closedPort();
        try (Upstream upstream = new Upstream();
                App app = App.start(Shop.class, Tracing.onlyBy(bridge), "management.tracing.sampling.probability=1")) {
            HttpResponse<String> well = app.get("/call/RestClient?to=" + upstream.url());
            String id = well.headers().firstValue("X-Correlation-Id").orElseThrow();
            assertThat(well.body()).isEqualTo("well");
            assertThat(upstream.latest().getFirst("traceparent")).startsWith("00-" + id + "-");
            assertThat(upstream.latest().getFirst("X-Correlation-Id")).isEqualTo(id);

            HttpResponse<String> failed = app.get("/call/RestClient?to=" + dead);
            String failedId = failed.headers().firstValue("X-Correlation-Id").orElseThrow();
            assertThat(failed.body()).contains("\"trace_id\":\"" + failedId + "\"");
            assertThat(failedId).matches("[0-9a-f]{32}").isNotEqualTo(id);

            HttpResponse<String> continued = app.send(app.request("/call/RestClient?to=" + dead)
                    .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01"));
            assertThat(continued.body()).contains("\"correlation_id\":\"" + TRACE + "\"");
        }
    }
}
