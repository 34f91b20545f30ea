package io.github.gatefault.filter.classify;

import io.github.gatefault.cause.Confidence;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.filter.UpstreamException;
import io.github.gatefault.filter.classify.Failure.Thrown;
import io.github.gatefault.filter.internal.exception.ThrowableChain;
import org.jspecify.annotations.Nullable;

/**
 * Takes the word of code that knows: an {@link UpstreamException} anywhere in the chain. A detail that is no word is left out:
 * the cause counts all the same.
 */
public final class DeclaredCause implements FailureClassifier {
    /** Makes the classifier. */
    public DeclaredCause() {}

    @Override
    public @Nullable Cause classify(Failure failure) {
        if (!(failure.seen() instanceof Thrown thrown)) {
            return null;
        }
        for (Throwable link : ThrowableChain.causes(thrown.exception())) {
            if (link instanceof UpstreamException declared) {
                String detail =
                        declared.detail().filter(Incident::isCauseDetail).orElse(null);
                return Cause.of(declared.type(), detail, declared.getClass().getName())
                        .upstream(declared.upstream().orElse(null))
                        .confidence(Confidence.CLASS);
            }
        }
        return null;
    }
}
