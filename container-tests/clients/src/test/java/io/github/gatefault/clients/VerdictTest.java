package io.github.gatefault.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.clients.upstream.Trouble;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final Verdict REFUSED = Verdict.cause(CauseType.CONNECTION_REFUSED, null);

    @Test
    void causeOfTheTrouble_isTrue_withOrWithoutFinerWord() {
        assertThat(REFUSED.isTrueOf(Trouble.REFUSED)).isTrue();
        assertThat(Verdict.cause(CauseType.TLS_CERTIFICATE_ERROR, "unknown_ca").isTrueOf(Trouble.UNKNOWN_CA))
                .isTrue();
    }

    @Test
    void otherCause_isUntrue() {
        assertThat(REFUSED.isTrueOf(Trouble.BACKLOG_FULL)).isFalse();
    }

    @Test
    void answerThatPasses_isUntrue() {
        assertThat(Verdict.passed(200).isTrueOf(Trouble.TRUNCATED)).isFalse();
    }

    @Test
    void nobodysFailure_isTrueOnlyWhereNobodyFailed() {
        assertThat(Verdict.NOT_AN_UPSTREAMS.isTrueOf(Trouble.BAD_URL)).isTrue();
        assertThat(Verdict.NOT_AN_UPSTREAMS.isTrueOf(Trouble.RESET)).isFalse();
    }

    @Test
    void race_isTrueOnlyIfAllThatCanBeSeenIs() {
        Verdict terminated = Verdict.cause(CauseType.CONNECTION_TERMINATED, null);
        Verdict protocol = Verdict.cause(CauseType.HTTP_PROTOCOL_ERROR, null);
        assertThat(terminated.or(protocol).isTrueOf(Trouble.GOAWAY)).isTrue();
        assertThat(terminated.or(protocol).isTrueOf(Trouble.RESET)).isFalse();
    }
}
