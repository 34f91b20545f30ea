package io.github.gatefault.filter.classify;

import org.jspecify.annotations.Nullable;

/** Tells the cause of a failure. */
@FunctionalInterface
public interface FailureClassifier {
    /** Returns the cause, or {@code null} where this failure is none that this classifier knows for an upstream's. */
    @Nullable
    Cause classify(Failure failure);

    /** Returns a classifier that asks {@code next} where this one knows nothing. */
    default FailureClassifier orElse(FailureClassifier next) {
        return failure -> {
            Cause cause = classify(failure);
            return cause != null ? cause : next.classify(failure);
        };
    }
}
