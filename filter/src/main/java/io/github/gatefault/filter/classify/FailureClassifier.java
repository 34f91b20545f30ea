package io.github.gatefault.filter.classify;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells the cause of a failure. Yours are asked before those of this library, in the order in which they were given; the first
 * that knows the failure decides.
 */
@FunctionalInterface
public interface FailureClassifier {
    /**
     * Returns the cause, {@link Verdict#NOT_UPSTREAM} for a failure that is no upstream's, or {@code null} where this
     * classifier does not know it and the next is to be asked. Called on whichever thread the failure shows; must be quick,
     * and do no I/O.
     */
    @Nullable
    Verdict classify(Failure failure);

    /** Returns what is asked after yours for exceptions: this library's rules, as docs/causes.md tells them. */
    static FailureClassifier ofExceptions() {
        return new ExceptionClassifier();
    }

    /**
     * Returns a classifier that tells causes by the names of exceptions: the outermost link of the chain that has a rule
     * decides, by the rule for the nearest of its class and what that extends.
     *
     * @param rules names of classes to {@code token}, {@code token/detail} or {@code none} for no failure of an upstream's
     * @throws IllegalArgumentException if a name or a cause is none; the message says which, and what is allowed
     */
    static FailureClassifier ofClassNames(Map<String, String> rules) {
        return new ClassNameClassifier(rules);
    }

    /** Returns a classifier that asks {@code next} where this one knows nothing. */
    default FailureClassifier orElse(FailureClassifier next) {
        return failure -> {
            Verdict verdict = classify(failure);
            return verdict != null ? verdict : next.classify(failure);
        };
    }
}
