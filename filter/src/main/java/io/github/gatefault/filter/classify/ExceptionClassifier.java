package io.github.gatefault.filter.classify;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.RequestSent;
import io.github.gatefault.filter.classify.CauseChain.Link;
import io.github.gatefault.filter.classify.Failure.Thrown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells the cause from an exception, whichever client threw it: by {@link ExceptionRules}, over the whole chain. */
public final class ExceptionClassifier implements FailureClassifier {
    private final List<ExceptionRule> rules = ExceptionRules.IN_ORDER;

    @Override
    public @Nullable Cause classify(Failure failure) {
        if (!(failure.seen() instanceof Thrown thrown)) {
            return null;
        }
        List<Link> links = CauseChain.of(thrown.exception());
        for (ExceptionRule rule : rules) {
            for (Link link : links) {
                if (rule.matches(link)) {
                    return cause(rule, link, failure.phase());
                }
            }
        }
        return null;
    }

    private static @Nullable Cause cause(ExceptionRule rule, Link link, Phase phase) {
        CauseType type = phase.headersReceived() ? rule.afterHeaders() : rule.beforeHeaders();
        if (type == null) {
            return null;
        }
        Cause cause = Cause.of(type, rule.detail(), link.className());
        return isHandshake(link) && !phase.headersReceived() ? cause.requestSent(RequestSent.NO) : cause;
    }

    /** Nothing was handed to a peer with which no TLS came about. */
    private static boolean isHandshake(Link link) {
        return link.isA("javax.net.ssl.SSLHandshakeException")
                || link.message().startsWith("Unsupported or unrecognized SSL message")
                || link.message().startsWith("Unrecognized SSL message");
    }
}
