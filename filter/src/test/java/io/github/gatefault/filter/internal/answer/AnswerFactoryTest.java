package io.github.gatefault.filter.internal.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.filter.internal.answer.Answer.Header;
import io.github.gatefault.filter.internal.http.ProxyStatusField.Member;
import io.github.gatefault.filter.internal.http.ProxyStatusWriter;
import io.github.gatefault.pages.Format;
import io.github.gatefault.pages.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AnswerFactoryTest {
    private static final Page JSON = new Page(Format.PROBLEM_JSON, Locale.GERMAN, null, new byte[] {'{', '}'}, null);

    private static Incident.Builder incident(CauseType cause) {
        return Incident.builder("abc", Instant.EPOCH, cause);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UPSTREAM_ERROR_RESPONSE")
    void proxyStatus_tellsTheErrorType(CauseType cause) {
        Answer answer = new AnswerFactory(new ProxyStatusWriter("edge-1", false))
                .of(incident(cause).build(), JSON, List.of());

        assertThat(answer.headers()).contains(new Header("Proxy-Status", "edge-1; error=" + cause.token()));
    }

    @Test
    void relayedError_isTold_byItsStatus_andNotAsAnError() {
        Incident incident =
                incident(CauseType.UPSTREAM_ERROR_RESPONSE).receivedStatus(503).build();

        assertThat(new AnswerFactory(new ProxyStatusWriter("edge-1", true))
                        .of(incident, JSON, List.of())
                        .headers())
                .contains(new Header("Proxy-Status", "edge-1; received-status=503"));
    }

    @Test
    void innerHops_areToldBeforeUs_withoutWhatIsNotForEverybody() {
        Incident incident = incident(CauseType.DNS_ERROR).receivedStatus(503).build();
        List<Member> before = List.of(
                new Member("inner.example", true, "dns_error", null, "db-7"),
                new Member("edge", false, null, 503L, null));

        assertThat(new AnswerFactory(new ProxyStatusWriter("edge-1", false))
                        .of(incident, JSON, before)
                        .headers())
                .contains(new Header(
                        "Proxy-Status",
                        "\"inner.example\"; error=dns_error, edge; received-status=503, edge-1; received-status=503"));
    }

    @Test
    void finerWord_isTold_whereItIsWanted() {
        Incident incident = incident(CauseType.TLS_CERTIFICATE_ERROR)
                .causeDetail("certificate_expired")
                .build();

        assertThat(new AnswerFactory(new ProxyStatusWriter("edge-1", true))
                        .of(incident, JSON, List.of())
                        .headers())
                .contains(new Header(
                        "Proxy-Status", "edge-1; error=tls_certificate_error; details=\"certificate_expired\""));
        assertThat(new AnswerFactory(new ProxyStatusWriter("edge-1", false))
                        .of(incident, JSON, List.of())
                        .headers())
                .contains(new Header("Proxy-Status", "edge-1; error=tls_certificate_error"));
    }

    @Test
    void proxyStatus_canBeLeftOut() {
        assertThat(new AnswerFactory(null)
                        .of(incident(CauseType.DNS_ERROR).build(), JSON, List.of())
                        .headers())
                .noneMatch(header -> header.name().equals("Proxy-Status"));
    }

    @Test
    void retryAfter_isInWholeSeconds_andOnlyWhereWaitingHelps() {
        AnswerFactory answers = new AnswerFactory(null);

        assertThat(answers.of(
                                incident(CauseType.CONNECTION_REFUSED)
                                        .retryAfter(Duration.ofMillis(1500))
                                        .build(),
                                JSON,
                                List.of())
                        .headers())
                .contains(new Header("Retry-After", "2"));
        assertThat(answers.of(incident(CauseType.TLS_CERTIFICATE_ERROR).build(), JSON, List.of())
                        .headers())
                .noneMatch(header -> header.name().equals("Retry-After"));
    }

    @Test
    void everyAnswer_isNotToBeStoredIndexedOrGuessedAt() {
        Answer answer = new AnswerFactory(null).of(incident(CauseType.DNS_ERROR).build(), JSON, List.of());

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.vary()).isEqualTo("Accept, Accept-Language");
        assertThat(answer.headers())
                .contains(
                        new Header("Cache-Control", "no-store"),
                        new Header("Content-Language", "de"),
                        new Header("X-Content-Type-Options", "nosniff"),
                        new Header("X-Robots-Tag", "noindex"));
    }
}
