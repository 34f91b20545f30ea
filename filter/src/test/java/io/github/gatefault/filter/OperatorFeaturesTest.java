package io.github.gatefault.filter;

import static io.github.gatefault.filter.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;

import io.github.gatefault.filter.incident.IncidentListener;
import io.github.gatefault.filter.incident.IncidentQuery;
import io.github.gatefault.filter.incident.IncidentStore;
import io.github.gatefault.filter.incident.StoredIncident;
import io.github.gatefault.filter.metrics.GatefaultMetrics;
import io.github.gatefault.filter.testing.TestServer;
import io.github.gatefault.filter.upstream.UpstreamCall;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The operators' features on a running filter: upstream names, metrics, listeners, diagnosis. */
class OperatorFeaturesTest {
    @RegisterExtension
    final TestServer server = new TestServer();

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @AfterEach
    void forgetMeters() {
        Metrics.removeRegistry(registry);
        Metrics.globalRegistry.clear();
    }

    private void start(BadGatewayFilter.Builder settings, Map<String, String> initParameters) throws Exception {
        server.with(settings.build(), initParameters)
                .serving("/*", (request, response) -> {
                    ConnectException down = new ConnectException("Connection refused");
                    UpstreamCall.begin(request, "GET", URI.create("http://db." + request.getQueryString() + ":8080/"))
                            .ifPresent(call -> call.failed(down));
                    throw down;
                })
                .start();
    }

    private HttpResponse<String> get(String host) throws Exception {
        return server.get("/?" + host);
    }

    private IncidentStore store() {
        return (IncidentStore) server.context().getAttribute(BadGatewayFilter.INCIDENTS);
    }

    private StoredIncident newest() {
        return store().search(IncidentQuery.newest(1)).get(0);
    }

    @Test
    void calledHost_hasItsConfiguredName_andOthersTheDefaultName() throws Exception {
        start(BadGatewayFilter.builder(), Map.of("upstreams.orders.hosts", "*.orders.internal", "upstream", "backend"));

        get("orders.internal");
        assertThat(newest().incident().upstream()).isEqualTo("orders");
        get("search.internal");
        assertThat(newest().incident().upstream()).isEqualTo("backend");
    }

    @Test
    void metrics_areInTheGlobalRegistry() throws Exception {
        Metrics.addRegistry(registry);
        start(BadGatewayFilter.builder(), Map.of("metrics", "true", "upstream", "orders"));

        get("orders.internal");

        assertThat(registry.get("gatefault.failures")
                        .tags("cause", "connection_refused", "upstream", "orders", "status", "502")
                        .counter()
                        .count())
                .isEqualTo(1);
        await(() -> registry.get("gatefault.answers").timer().count() == 1);
        assertThat(registry.get("gatefault.answers").timer().totalTime(java.util.concurrent.TimeUnit.SECONDS))
                .isBetween(0.0, 10.0);
    }

    @Test
    void metricsInCode_areInTheirOwnRegistry() throws Exception {
        GatefaultMetrics metrics = new GatefaultMetrics();
        metrics.bindTo(registry);
        start(BadGatewayFilter.builder().listeners(metrics), Map.of());

        get("orders.internal");

        assertThat(registry.get("gatefault.failures").counter().count()).isEqualTo(1);
    }

    @Test
    void listenerThatAlwaysThrows_changesNoAnswer() throws Exception {
        IncidentListener failing = mock();
        doThrow(new NoClassDefFoundError("com/example/Gone")).when(failing).onStart(any());
        doThrow(new IllegalStateException("stopped")).when(failing).onStop();
        doThrow(new NoSuchMethodError("com.example.Old.method()")).when(failing).onIncident(any(), any(), any());
        doThrow(new IllegalStateException("answered")).when(failing).onAnswered(any(), any());
        start(BadGatewayFilter.builder().listeners(failing), Map.of("upstream", "orders"));

        assertThat(get("orders.internal").statusCode()).isEqualTo(502);
        assertThat(newest().incident().upstream()).isEqualTo("orders");
    }

    @Test
    void diagnosis_isAddedToTheIncident_andIsNotPublic() throws Exception {
        try (Socket taken = new Socket()) {
            taken.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0));
            String closed = "127.0.0.1:" + taken.getLocalPort();
            start(
                    BadGatewayFilter.builder(),
                    Map.of(
                            "diagnose", "true",
                            "upstreams.orders.url", "http://" + closed + "/health",
                            "upstream", "orders"));

            HttpResponse<String> answer = get("orders.internal");

            await(() -> newest().diagnosis() != null);
            assertThat(newest().diagnosis()).contains(closed.replace(":", " port ") + ": connection refused");
            assertThat(answer.body() + answer.headers().map()).doesNotContain(closed, "health");
        }
        server.stop();
        await(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("gatefault-diagnosis")));
    }

    @Test
    void diagnosisWithoutUrl_isRefusedAtStart() {
        assertThatThrownBy(() -> start(
                        BadGatewayFilter.builder(),
                        Map.of("diagnose", "true", "upstreams.orders.hosts", "orders.internal")))
                .hasStackTraceContaining("diagnose \"true\" must be used with an upstreams.<name>.url");
    }
}
