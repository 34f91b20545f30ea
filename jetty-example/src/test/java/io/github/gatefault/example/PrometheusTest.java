package io.github.gatefault.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The rules and the dashboard that the example ships, on a real Prometheus that scrapes it. */
class PrometheusTest {
    private static final Path RULES = Path.of("observability/prometheus-rules.yml");
    private static final Path DASHBOARD = Path.of("observability/grafana-dashboard.json");

    @RegisterExtension
    static final RunningGateway gateway = new RunningGateway();

    private static Prometheus prometheus;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        Prometheus.require();
        String hurried =
                Files.readString(RULES).replaceAll("\\[\\d+m]", "[10s]").replaceAll("for: \\d+m", "for: 1s");
        Path rules = Files.writeString(folder.resolve("rules.yml"), hurried);
        prometheus = Prometheus.scraping(gateway.request("/").build().uri(), rules, folder);
    }

    @AfterAll
    static void stop() throws IOException {
        if (prometheus != null) {
            prometheus.close();
        }
    }

    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    /** Goes on failing, in every way that is counted, until something shows. */
    private static void failUntil(String what, Condition shows) throws Exception {
        long end = System.nanoTime() + 30_000_000_000L;
        while (!shows.holds()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            gateway.get("/fault/connection_refused", "Accept-Language", "sw");
            gateway.get("/fault/dns_error");
            try {
                gateway.get("/truncated?bytes=100000");
            } catch (IOException e) {
                assertThat(e).as("cut off").isNotNull();
            }
            Thread.sleep(50);
        }
    }

    @Test
    void metrics_areServedAsPrometheusReadsThem() throws Exception {
        gateway.get("/fault/connection_refused");

        assertThat(gateway.get("/metrics").headers().firstValue("Content-Type"))
                .hasValue("text/plain; version=0.0.4; charset=utf-8");
        assertThat(gateway.get("/metrics").body())
                .containsPattern("gatefault_failures_total\\{cause=\"connection_refused\",family=\"backend_down\","
                        + "outcome=\"replaced\",status=\"502\",upstream=\"catalogue\"} \\d");
    }

    @Test
    void rules_areValid() throws Exception {
        assertThat(Prometheus.promtool("check", "rules", RULES.toString())).isEmpty();
    }

    @Test
    void alerts_fire() throws Exception {
        failUntil("all three alerts fire", () -> {
            String alerts = prometheus.alerts();
            return firing(alerts, "UpstreamFails")
                    && firing(alerts, "GatewayMisconfigured")
                    && firing(alerts, "AnswersCutOff");
        });

        assertThat(prometheus.alerts())
                .contains("\"summary\":\"catalogue fails: backend_down\"")
                .doesNotContain("PagesPlainerThanTheyShouldBe", "IncidentsDropped");
    }

    private static boolean firing(String alerts, String name) {
        return List.of(alerts.split("\\{\"labels\"", -1)).stream()
                .anyMatch(alert -> alert.contains("\"alertname\":\"" + name + "\"") && alert.contains("\"firing\""));
    }

    @Test
    void everyQueryOfTheDashboard_givesData() throws Exception {
        List<String> expressions = Prometheus.expressionsOf(DASHBOARD);
        assertThat(expressions).hasSizeGreaterThan(10);

        for (String expression : expressions) {
            String query = expression
                    .replace("$upstream", ".*")
                    .replace("$__rate_interval", "10s")
                    .replace("$__range", "1m");
            failUntil(query, () -> {
                String answer = prometheus.query(query);
                assertThat(answer).as(query).startsWith("{\"status\":\"success\"");
                return answer.contains("\"value\":[") && !answer.contains("\"NaN\"");
            });
        }
    }
}
