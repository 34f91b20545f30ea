package io.github.gatefault.filter.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Confidence;
import io.github.gatefault.cause.RequestSent;
import io.github.gatefault.filter.classify.Failure.Answered;
import io.github.gatefault.filter.classify.Failure.Thrown;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassNameClassifierTest {

    private static @Nullable Verdict classify(Map<String, String> rules, Throwable thrown) {
        return FailureClassifier.ofClassNames(rules)
                .classify(new Failure(new Thrown(thrown), Phase.NOTHING, Duration.ZERO));
    }

    @Test
    void namedClass_meansItsCause() {
        assertThat(classify(
                        Map.of("java.io.IOException", "connection_limit_reached/queue_timeout"), new IOException("x")))
                .isEqualTo(new Cause(
                        CauseType.CONNECTION_LIMIT_REACHED,
                        "queue_timeout",
                        RequestSent.NO,
                        null,
                        null,
                        null,
                        "cause rule for java.io.IOException",
                        Confidence.CLASS));
    }

    @Test
    void subclass_meansWhatIsNearest() {
        Map<String, String> rules = Map.of("java.lang.Exception", "dns_error", "java.io.IOException", "none");

        assertThat(classify(rules, new FileNotFoundException("x"))).isEqualTo(Verdict.NOT_UPSTREAM);
        assertThat(classify(rules, new IllegalStateException("x")))
                .isInstanceOfSatisfying(
                        Cause.class, cause -> assertThat(cause.type()).isEqualTo(CauseType.DNS_ERROR));
    }

    @Test
    void outermostLink_countsForMore_andCausesAreLookedThrough() {
        Map<String, String> rules =
                Map.of("java.lang.IllegalStateException", "dns_error", "java.io.IOException", "connection_refused");

        assertThat(classify(rules, new RuntimeException(new IllegalStateException(new IOException("x")))))
                .isInstanceOfSatisfying(
                        Cause.class, cause -> assertThat(cause.type()).isEqualTo(CauseType.DNS_ERROR));
    }

    @Test
    void anotherClass_andAnAnswer_areNotKnown() {
        Map<String, String> rules = Map.of("java.io.IOException", "dns_error");

        assertThat(classify(rules, new IllegalStateException("x"))).isNull();
        assertThat(FailureClassifier.ofClassNames(rules)
                        .classify(new Failure(Answered.bySendError(502), Phase.NOTHING, Duration.ZERO)))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "com.example.Lost,          no_such_cause,     causes of docs/causes.md",
        "com.example.Lost,          '',                causes of docs/causes.md",
        "com.example.Lost,          dns_error/,        lower case letters",
        "com.example.Lost,          dns_error/Shouted, lower case letters",
        "com.example Lost,          dns_error,         the full name of a class",
        "1.example.Lost,            dns_error,         the full name of a class",
        "com.example.,              dns_error,         the full name of a class"
    })
    void badRule_isRefused_asItStands(String className, String cause, String allowed) {
        assertThatThrownBy(() -> FailureClassifier.ofClassNames(Map.of(className, cause)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(className + "=" + cause + ": must ")
                .hasMessageContaining(allowed);
    }

    @Test
    void classifiersInARow_areAskedUntilOneKnows() {
        Failure failure = new Failure(new Thrown(new IOException("x")), Phase.NOTHING, Duration.ZERO);
        Cause cause = Cause.of(CauseType.DNS_ERROR, null, "the second");
        FailureClassifier silent = any -> null;

        assertThat(silent.orElse(any -> cause).classify(failure)).isEqualTo(cause);
        assertThat(silent.orElse(silent).classify(failure)).isNull();
        assertThat(FailureClassifier.ofClassNames(Map.of("java.io.IOException", "none"))
                        .orElse(any -> cause)
                        .classify(failure))
                .isEqualTo(Verdict.NOT_UPSTREAM);
    }
}
