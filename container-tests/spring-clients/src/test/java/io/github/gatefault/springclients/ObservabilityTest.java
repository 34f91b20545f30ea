package io.github.gatefault.springclients;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What operators see of a failure through the actuator, over HTTP as they do. */
class ObservabilityTest {
    private static final String DEAD = "http://localhost:" + Upstream.closedPort();
    private static final App app = App.start(
            Shop.class,
            "management.endpoints.web.exposure.include=metrics,gatefault",
            "gatefault.log-link=kibana https://logs.example",
            "gatefault.upstreams.orders.hosts=" + DEAD.substring("http://".length()));

    private static String id = "";

    @BeforeAll
    static void fail() {
        HttpResponse<String> answer = app.get("/call/RestClient?to=" + DEAD);
        assertThat(answer.statusCode()).isEqualTo(502);
        id = answer.headers().firstValue("X-Correlation-Id").orElseThrow();
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    private static String body(String path) {
        return app.get("/actuator" + path).body();
    }

    @Test
    void failures_areCounted() {
        assertThat(body("/metrics/gatefault.failures"
                        + "?tag=cause:connection_refused&tag=family:backend_down&tag=status:502&tag=upstream:orders&tag=outcome:replaced"))
                .contains("\"statistic\":\"COUNT\",\"value\":1.0");
    }

    @Test
    void ourOwnTime_isTaken() {
        assertThat(body("/metrics/gatefault.answers")).contains("\"statistic\":\"COUNT\",\"value\":1.0");
    }

    @Test
    void observationOfTheRequest_hasTheStatusAndTheException() {
        assertThat(body("/metrics/http.server.requests?tag=status:502&tag=exception:ResourceAccessException"))
                .contains("\"statistic\":\"COUNT\",\"value\":1.0");
    }

    @Test
    void endpoint_hasTheLatestIncidents() {
        assertThat(body("/gatefault"))
                .contains("\"correlation_id\":\"" + id + "\"", "\"cause\":\"connection_refused\"", "\"upstream\":\"orders\"");
        assertThat(body("/gatefault?cause=dns_error")).contains("\"incidents\":[]");
        assertThat(body("/gatefault?upstream=orders&limit=1")).contains(id);
    }

    @Test
    void endpoint_hasAllThatIsKnownOfOneIncident() {
        assertThat(body("/gatefault/" + id))
                .contains("\"evidence\":", "\"similar\":{\"count\":1", "\"runbook\":")
                .contains("\"log\":\"https://logs.example/app/discover")
                .contains("nc -vz localhost " + DEAD.substring(DEAD.lastIndexOf(':') + 1));
    }

    @Test
    void endpoint_knowsNoOtherIncident_andNoSuchCondition() {
        assertThat(app.get("/actuator/gatefault/nobody").statusCode()).isEqualTo(404);
        assertThat(app.get("/actuator/gatefault?cause=bad_luck").statusCode()).isEqualTo(400);
        assertThat(app.get("/actuator/gatefault?limit=-1").statusCode()).isEqualTo(400);
    }
}
