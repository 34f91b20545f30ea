package io.github.gatefault.filter.internal.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.filter.classify.Cause;
import io.github.gatefault.filter.classify.Failure;
import io.github.gatefault.filter.classify.Failure.Answered;
import io.github.gatefault.filter.classify.Failure.Observed;
import io.github.gatefault.filter.classify.Failure.Seen;
import io.github.gatefault.filter.classify.Failure.Thrown;
import io.github.gatefault.filter.classify.Phase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseClassifierTest {
    private static final String REFUSED = "Bad Gateway";

    private final ResponseClassifier classifier = new ResponseClassifier(GatewayFingerprints.builtIn());

    private @Nullable Cause classify(Seen seen) {
        return classifier.classify(new Failure(seen, Phase.HEADERS, Duration.ZERO));
    }

    private static Answered relayed(int status, Map<String, List<String>> headers, String body, boolean whole) {
        return new Answered(status, true, headers, body.getBytes(StandardCharsets.UTF_8), whole);
    }

    @ParameterizedTest
    @CsvSource({"502, CONNECTION_TERMINATED", "503, DESTINATION_UNAVAILABLE", "504, HTTP_RESPONSE_TIMEOUT"})
    void bareStatus_isTheCoarsestTruth(int status, CauseType type) {
        assertThat(classify(Answered.bySendError(status))).isEqualTo(Cause.of(type, null, "sendError(" + status + ")"));
    }

    @Test
    void whatTheExchangeObserved_isTakenAsItIs() {
        assertThat(classify(new Observed(CauseType.HTTP_RESPONSE_INCOMPLETE, "80 of 157 bytes")))
                .isEqualTo(Cause.of(CauseType.HTTP_RESPONSE_INCOMPLETE, null, "80 of 157 bytes"));
    }

    @Test
    void exception_isNotItsBusiness() {
        assertThat(classify(new Thrown(new IOException("Connection reset")))).isNull();
    }

    @Test
    void failureWithoutABody_isTheUpstreams() {
        assertThat(classify(relayed(503, Map.of(), "", true)))
                .isEqualTo(Cause.of(CauseType.UPSTREAM_ERROR_RESPONSE, null, "relayed status 503 without a body")
                        .receivedStatus(503));
    }

    @Test
    void bodyThatHasNotBegun_isNotTakenForNone() {
        assertThat(classify(relayed(503, Map.of(), "", false))).isNull();
    }

    @Test
    void gatewaysPage_isNamed() {
        assertThat(classify(relayed(502, Map.of(), REFUSED, true)))
                .isEqualTo(Cause.of(
                                CauseType.UPSTREAM_ERROR_RESPONSE, null, "relayed status 502 with a gateway's own page")
                        .receivedStatus(502)
                        .answeredBy("traefik"));
    }

    @Test
    void unknownBody_isSomebodysOwn_whateverProxyStatusSays() {
        assertThat(classify(relayed(502, Map.of("Proxy-Status", List.of("edge;error=dns_error")), "Sorry", true)))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "edge-1;error=dns_error;details=\"NXDOMAIN\", nxdomain, edge_1",
        "\"10.0.0.1:80\";error=dns_error;details=\"host db-7.internal\", , "
    })
    void proxyStatus_tells_butNeverAnAddress(String field, @Nullable String detail, @Nullable String name) {
        assertThat(classify(relayed(502, Map.of("Proxy-Status", List.of(field)), "", true)))
                .isEqualTo(Cause.of(CauseType.DNS_ERROR, detail, "Proxy-Status of a relayed status 502")
                        .receivedStatus(502)
                        .answeredBy(name));
    }

    @Test
    void pageNames_whereProxyStatusTellsTheCause() {
        assertThat(classify(relayed(502, Map.of("Proxy-Status", List.of("edge;error=dns_error")), REFUSED, true)))
                .extracting(Cause::type, Cause::answeredBy)
                .containsExactly(CauseType.DNS_ERROR, "traefik");
    }

    @Test
    void memberThatOnlyTellsAStatus_isNotTheOneThatFailed() {
        String field = "edge;received-status=503, inner;error=upstream_error_response";
        assertThat(classify(relayed(502, Map.of("Proxy-Status", List.of(field)), "", true)))
                .extracting(Cause::type)
                .isEqualTo(CauseType.UPSTREAM_ERROR_RESPONSE);
    }
}
