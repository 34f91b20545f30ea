package io.github.gatefault.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.suite.wire.Answer;

/** What holds of every answer of ours. */
final class Answered {
    private Answered() {}

    /** Holds if this is our answer, whole, with this status and one of these causes. */
    static void byUs(Answer answer, int status, String... causes) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.isComplete()).as("%s", answer).isTrue();
        assertThat(answer.header("Proxy-Status")).as("%s", answer).hasValueSatisfying(field -> assertThat(causes)
                .as("%s", field)
                .anySatisfy(cause -> assertThat(field).isEqualTo("gatefault; error=" + cause)));
        assertThat(answer.header("X-Correlation-Id")).as("%s", answer).isPresent();
    }
}
