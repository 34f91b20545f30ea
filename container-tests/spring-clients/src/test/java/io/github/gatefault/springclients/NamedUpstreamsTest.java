package io.github.gatefault.springclients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which upstream failed is told by its configured name, and what was sent is true of all calls of an exchange. */
class NamedUpstreamsTest {
    private static final Upstream payments = new Upstream();
    private static final int DEAD = Upstream.closedPort();
    private static final int UNNAMED = Upstream.otherClosedPort();
    private static final App app = App.start(
            Shop.class,
            "gatefault.show-upstream=true",
            "gatefault.upstreams.payments.hosts=localhost:" + payments.port(),
            "gatefault.upstreams.orders.hosts=localhost:" + DEAD + ", *.orders.internal");

    @AfterAll
    static void stop() {
        app.close();
        payments.close();
    }

    private static String dead(int port) {
        return "http://localhost:" + port;
    }

    @ParameterizedTest
    @ValueSource(strings = {"RestClient", "RestTemplate", "WebClient", "HttpInterface", "Feign"})
    void refusedConnection_isTheNamedUpstreams(String client) {
        assertThat(app.get("/call/" + client + "?to=" + dead(DEAD)).body())
                .contains("\"cause\":\"connection_refused\"", "\"upstream\":\"orders\"", "\"request_sent\":\"no\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RestClient", "RestTemplate", "WebClient", "HttpInterface", "Feign"})
    void answerOf503_isTheNamedUpstreams(String client) {
        assertThat(app.get("/call/" + client + "?to=" + payments.url() + "/503").body())
                .contains("\"cause\":\"upstream_error_response\"", "\"upstream\":\"payments\"");
    }

    @Test
    void failureOfAHostWithoutAName_hasNone() {
        assertThat(app.get("/call/RestClient?to=" + dead(UNNAMED)).body())
                .contains("\"cause\":\"connection_refused\"")
                .doesNotContain("\"upstream\":");
    }

    @Test
    void failureAfterAPayment_isThatOfTheSecondUpstream_andMayHaveBeenActedUpon() {
        assertThat(app.get("/pay?at=" + payments.url() + "&then=" + dead(DEAD)).body())
                .contains("\"upstream\":\"orders\"", "\"request_sent\":\"maybe\"");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void failureOfOneOfTwoAtOnce_isThatOnes(boolean first) {
        List<String> both = List.of(dead(DEAD), payments.url());
        String one = both.get(first ? 0 : 1);
        String other = both.get(first ? 1 : 0);
        assertThat(app.get("/both?one=" + one + "&other=" + other).body()).contains("\"upstream\":\"orders\"");
    }

    @Test
    void hostThatIsNone_endsTheStart() {
        assertThatThrownBy(() -> App.start(Shop.class, "gatefault.upstreams.orders.hosts=http://orders"))
                .rootCause()
                .hasMessageContaining("http://orders");
    }
}
