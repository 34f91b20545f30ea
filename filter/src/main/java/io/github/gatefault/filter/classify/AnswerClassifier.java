package io.github.gatefault.filter.classify;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.filter.classify.Failure.Answered;
import io.github.gatefault.filter.classify.Failure.Observed;
import org.jspecify.annotations.Nullable;

/** Tells the cause where there is no exception: from a status alone, or from what the exchange itself observed. */
final class AnswerClassifier implements FailureClassifier {
    @Override
    public @Nullable Cause classify(Failure failure) {
        if (failure.seen() instanceof Observed observed) {
            return Cause.of(observed.cause(), null, observed.evidence());
        }
        if (!(failure.seen() instanceof Answered answered)) {
            return null;
        }
        if (answered.relayed()) {
            CauseType type = CauseType.UPSTREAM_ERROR_RESPONSE;
            String evidence = "relayed status " + answered.status() + " without a body";
            return Cause.of(type, null, evidence).receivedStatus(answered.status());
        }
        return Cause.of(typeOf(answered.status()), null, "sendError(" + answered.status() + ")");
    }

    /** The coarsest truth in a status that a gateway chose by itself. */
    private static CauseType typeOf(int status) {
        return switch (status) {
            case 503 -> CauseType.DESTINATION_UNAVAILABLE;
            case 504 -> CauseType.HTTP_RESPONSE_TIMEOUT;
            default -> CauseType.CONNECTION_TERMINATED;
        };
    }
}
