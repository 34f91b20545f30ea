package io.github.gatefault.filter.classify;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.RequestSent;
import io.github.gatefault.filter.classify.ExceptionRules.Match;
import io.github.gatefault.filter.classify.Failure.Thrown;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells the cause from an exception, whichever client threw it: by {@link ExceptionRules}, over the whole chain. */
final class ExceptionClassifier implements FailureClassifier {
    private final ExceptionRules rules = ExceptionRules.read();

    @Override
    public @Nullable Cause classify(Failure failure) {
        if (!(failure.seen() instanceof Thrown thrown)) {
            return null;
        }
        Cause cause = cause(CauseChain.of(thrown.exception()), failure.phase(), failure.elapsed());
        return cause == null || isForTheApp(cause.receivedStatus()) ? null : cause;
    }

    /** Returns what the table says of a chain, or {@code null} where that is nothing or {@code none}. */
    @Nullable
    Cause cause(List<Link> links, Phase phase, Duration elapsed) {
        Match match = rules.cause(links, elapsed);
        if (match == null) {
            return null;
        }
        ExceptionRule rule = match.rule();
        boolean headers = phase.headersReceived()
                || (!Objects.equals(rule.beforeHeaders(), rule.afterHeaders()) && rules.showHeadersReceived(links));
        Word word = headers ? rule.afterHeaders() : rule.beforeHeaders();
        if (word == null) {
            return null;
        }
        String evidence = "link " + match.place() + " " + match.link().className() + ", rule " + rule.line();
        return Cause.of(word.type(), word.detail(), evidence)
                .requestSent(requestSent(match, word.type(), headers, links))
                .receivedStatus(word.type() == CauseType.UPSTREAM_ERROR_RESPONSE ? rule.statusIn(match.link()) : null)
                .confidence(rule.confidence());
    }

    /** {@link RequestSent#NO} is a promise to whoever pressed <i>Pay</i>: one attempt that may have been sent is against it. */
    private RequestSent requestSent(Match match, CauseType type, boolean headers, List<Link> links) {
        RequestSent known = match.rule().requestSent() != null ? match.rule().requestSent() : type.requestSent();
        if (!headers && rules.showNotSent(links)) {
            return RequestSent.NO;
        }
        return known == RequestSent.NO && links.stream().anyMatch(this::tellsOfAnAttempt) ? RequestSent.MAYBE : known;
    }

    private boolean tellsOfAnAttempt(Link link) {
        Match match = link.suppressed() ? rules.cause(List.of(link), Duration.ZERO) : null;
        Word word = match == null ? null : match.rule().beforeHeaders();
        return match != null
                && word != null
                && match.rule().requestSent() != RequestSent.NO
                && word.type().requestSent() != RequestSent.NO;
    }

    /** What the upstream would not do for this request is the app's to tell. */
    private static boolean isForTheApp(@Nullable Integer receivedStatus) {
        return receivedStatus != null && receivedStatus < 500;
    }
}
