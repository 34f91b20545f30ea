package io.github.gatefault.filter.internal.answer;

import io.github.gatefault.cause.RequestSent;
import io.github.gatefault.filter.classify.Cause;
import io.github.gatefault.filter.classify.Failure;
import io.github.gatefault.filter.classify.Failure.Answered;
import io.github.gatefault.filter.classify.Failure.Thrown;
import io.github.gatefault.filter.classify.FailureClassifier;
import io.github.gatefault.filter.classify.Phase;
import io.github.gatefault.filter.classify.Verdict;
import io.github.gatefault.filter.internal.fingerprint.GatewayFingerprints;
import io.github.gatefault.filter.internal.logging.SafeLog;
import java.time.Duration;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether an upstream failed, and why. A classifier that throws changes no answer.
 *
 * @param classifiers the first verdict counts
 * @param fingerprints the pages that other gateways make
 * @param relayedStatuses the statuses with which a relayed answer may be another gateway's page
 */
public record FailureClassification(
        List<FailureClassifier> classifiers, GatewayFingerprints fingerprints, IntPredicate relayedStatuses) {
    private static final Logger log = LoggerFactory.getLogger(FailureClassification.class);

    /** Returns whether an answer with this status may be another gateway's page, so that its body must be checked. */
    public boolean isRelayedFailure(int status) {
        return relayedStatuses.test(status);
    }

    /** Returns whether a relayed answer that begins like this may be a gateway's own page. */
    public boolean mayBeGatewayPage(Answered beginning) {
        try {
            return fingerprints.mayBeGatewayFailure(beginning);
        } catch (RuntimeException e) {
            SafeLog.warn(log, "Checking a relayed failure failed; it passes unchanged", e);
            return false;
        }
    }

    /** Returns the cause, or {@code null} if no upstream failed. */
    public @Nullable Cause classify(Failure failure) {
        for (FailureClassifier classifier : classifiers) {
            try {
                Verdict verdict = classifier.classify(failure);
                if (verdict != null) {
                    return verdict instanceof Cause cause ? cause : null;
                }
            } catch (RuntimeException e) {
                SafeLog.warn(log, "A classifier failed; the next one is asked", e);
            }
        }
        return null;
    }

    /** Returns whether this exception proves that its request was not sent. */
    public boolean provesUnsent(Throwable thrown) {
        Cause cause = classify(new Failure(new Thrown(thrown), Phase.NOTHING, Duration.ZERO));
        return cause != null && cause.requestSent() == RequestSent.NO;
    }
}
