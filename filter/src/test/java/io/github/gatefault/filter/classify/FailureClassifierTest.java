package io.github.gatefault.filter.classify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.filter.classify.Failure.Answered;
import io.github.gatefault.filter.classify.Failure.Thrown;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FailureClassifierTest {
    private final FailureClassifier ofIoExceptions = FailureClassifier.ofType(
            IOException.class,
            exception -> Cause.of(CauseType.DNS_ERROR, null, String.valueOf(exception.getMessage())));

    private @Nullable Verdict classify(Failure.Seen seen) {
        return ofIoExceptions.classify(new Failure(seen, Phase.NOTHING, Duration.ZERO));
    }

    @Test
    void outermostExceptionOfTheType_decides_andSubclassesCount() {
        Thrown thrown = new Thrown(new RuntimeException(new FileNotFoundException("subclass")));
        Thrown two = new Thrown(new IOException("outer", new IOException("inner")));

        assertThat(classify(thrown)).isEqualTo(Cause.of(CauseType.DNS_ERROR, null, "subclass"));
        assertThat(classify(two)).isEqualTo(Cause.of(CauseType.DNS_ERROR, null, "outer"));
    }

    @Test
    void suppressedException_otherType_andAnswer_areUnknown() {
        RuntimeException suppressing = new RuntimeException("suppressing");
        suppressing.addSuppressed(new IOException("suppressed"));

        assertThat(classify(new Thrown(suppressing))).isNull();
        assertThat(classify(Answered.bySendError(502))).isNull();
    }
}
