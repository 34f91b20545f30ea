package io.github.gatefault.filter.classify;

import io.github.gatefault.cause.Confidence;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.filter.UpstreamException;
import io.github.gatefault.filter.classify.Failure.Thrown;
import org.jspecify.annotations.Nullable;

/**
 * Takes the word of code that knows: an {@link UpstreamException} anywhere in the chain. A detail that is no word is left out:
 * the cause counts all the same.
 */
public final class DeclaredCause implements FailureClassifier {
    private static final int MAX_LINKS = 64;

    /** Makes the classifier. */
    public DeclaredCause() {}

    @Override
    public @Nullable Cause classify(Failure failure) {
        if (!(failure.seen() instanceof Thrown thrown)) {
            return null;
        }
        Throwable link = thrown.exception();
        for (int i = 0; i < MAX_LINKS && link != null; i++, link = link.getCause()) {
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
