package io.github.gatefault.filter.internal.exchange;

import io.github.gatefault.filter.classify.Cause;
import io.github.gatefault.filter.classify.Failure;
import io.github.gatefault.filter.classify.Failure.Answered;
import io.github.gatefault.filter.internal.answer.Answer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What an exchange asks of the stages behind it. */
public interface FailureHandler {
    /** Returns whether an answer with this status may be another gateway's, so that its body is to be looked at. */
    boolean isRelayedFailure(int status);

    /** Returns whether this beginning of a relayed answer may still turn out to be a page that a gateway made by itself. */
    boolean mayBeGatewaysOwn(Answered soFar);

    /** Returns the cause, or {@code null} where this is not an upstream's failure. */
    @Nullable
    Cause classify(Failure failure);

    /** Records the failure and returns what the visitor gets for it. */
    Answer answer(Cause cause, Failure failure, Exchange exchange);

    /** Notes that an answer of ours is written; {@code ownTime} is what that took since the failure was noticed. */
    void answered(Exchange exchange, Duration ownTime);

    /** Records a failure for which the visitor could only be cut off. */
    void aborted(Cause cause, Failure failure, Exchange exchange);

    /** Notes that the visitor left; {@code how} it showed. */
    void clientLeft(Exchange exchange, Throwable how);
}
