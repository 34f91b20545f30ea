package io.github.gatefault.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gatefault.filter.incident.IncidentListener;
import io.github.gatefault.filter.incident.IncidentQuery;
import io.github.gatefault.filter.incident.IncidentStore;
import io.github.gatefault.filter.incident.StoredIncident;
import io.github.gatefault.filter.metrics.GatefaultMetrics;
import io.github.gatefault.filter.upstream.UpstreamCall;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.EnumSet;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The operators' features on a running filter: upstream names, metrics, listeners, diagnosis. */
class OperatorFeaturesTest {
    private final Server server = new Server();
    private final ServletContextHandler context = new ServletContextHandler("/");
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @AfterEach
    void stop() throws Exception {
        server.stop();
        Metrics.removeRegistry(registry);
        Metrics.globalRegistry.clear();
    }

    private void start(GatefaultBuilder settings, Map<String, String> initParameters) throws Exception {
        server.addConnector(new ServerConnector(server));
        FilterHolder holder = new FilterHolder(settings.build());
        holder.setAsyncSupported(true);
        holder.setInitParameters(initParameters);
        context.addFilter(holder, "/*", EnumSet.allOf(DispatcherType.class));
        context.addServlet(
                new ServletHolder(new HttpServlet() {
                    private static final long serialVersionUID = 1;

                    @Override
                    protected void service(HttpServletRequest request, HttpServletResponse response)
                            throws IOException {
                        ConnectException down = new ConnectException("Connection refused");
                        UpstreamCall.begin(
                                        request, "GET", URI.create("http://db." + request.getQueryString() + ":8080/"))
                                .ifPresent(call -> call.failed(down));
                        throw down;
                    }
                }),
                "/*");
        server.setHandler(context);
        server.start();
    }

    private HttpResponse<String> get(String host) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(server.getURI().resolve("/?" + host))
                                .build(),
                        BodyHandlers.ofString());
    }

    private IncidentStore store() {
        return (IncidentStore) context.getServletContext().getAttribute(BadGatewayFilter.INCIDENTS);
    }

    private StoredIncident newest() {
        return store().search(IncidentQuery.newest(1)).get(0);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 1_000 && !condition.getAsBoolean(); i++) {
            Thread.sleep(10);
        }
        assertThat(condition.getAsBoolean()).isTrue();
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
        start(BadGatewayFilter.builder().listeners(new ThrowingListener()), Map.of("upstream", "orders"));

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

    /** Throws what a listener's code and a broken class path can throw. */
    private static final class ThrowingListener implements IncidentListener {
        @Override
        public void onStart(IncidentStore incidents) {
            throw new NoClassDefFoundError("com/example/Gone");
        }

        @Override
        public void onStop() {
            throw new IllegalStateException("stopped");
        }

        @Override
        public void onIncident(io.github.gatefault.cause.Incident incident) {
            throw new NoSuchMethodError("com.example.Old.method()");
        }

        @Override
        public void onAnswered(String correlationId, java.time.Duration ownTime) {
            throw new IllegalStateException("answered");
        }
    }
}
