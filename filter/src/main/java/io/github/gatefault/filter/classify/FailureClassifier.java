package io.github.gatefault.filter.classify;

import io.github.gatefault.filter.classify.Failure.Thrown;
import io.github.gatefault.filter.internal.exception.ThrowableChain;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the cause of a failure. The filter calls your classifiers before its own, in the order in which you added them; the
 * first verdict counts.
 */
@FunctionalInterface
public interface FailureClassifier {
    /**
     * Returns the cause, {@link Verdict#NOT_UPSTREAM} if no upstream failed, or {@code null} if this classifier does not know
     * and the next one decides. The thread on which the failure occurs calls it, so it must be quick and must not do I/O.
     */
    @Nullable
    Verdict classify(Failure failure);

    /** Returns the filter's own classifier for exceptions; docs/causes.md describes its rules. */
    static FailureClassifier ofExceptions() {
        return new ExceptionClassifier();
    }

    /**
     * Returns a classifier for exceptions by the names of their classes. The outermost exception of the chain that has a rule
     * decides, by the rule for its own class or else for its nearest superclass.
     *
     * @param rules names of classes, each with {@code token}, {@code token/detail}, or {@code none} if no upstream failed
     * @throws IllegalArgumentException if a name or a cause is invalid; the message says which, and what it must be
     */
    static FailureClassifier ofClassNames(Map<String, String> rules) {
        return new ClassNameClassifier(rules);
    }

    /**
     * Returns a classifier for one class of exceptions. It calls {@code verdict} with the outermost exception of this class
     * among the exception that was thrown and its causes.
     *
     * @param <E> the class
     * @param type the class; subclasses count as well
     * @param verdict returns what {@link #classify} returns
     */
    static <E extends Throwable> FailureClassifier ofType(
            Class<E> type, Function<? super E, ? extends @Nullable Verdict> verdict) {
        return failure -> {
            if (failure.seen() instanceof Thrown thrown) {
                for (Throwable exception : ThrowableChain.causes(thrown.exception())) {
                    if (type.isInstance(exception)) {
                        return verdict.apply(type.cast(exception));
                    }
                }
            }
            return null;
        };
    }

    /** Returns a classifier that calls {@code next} if this one does not know the failure. */
    default FailureClassifier orElse(FailureClassifier next) {
        return failure -> {
            Verdict verdict = classify(failure);
            return verdict != null ? verdict : next.classify(failure);
        };
    }
}
