package io.github.gatefault.filter.classify;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.RequestSent;
import io.github.gatefault.filter.classify.ExceptionRules.Match;
import io.github.gatefault.filter.classify.Failure.Thrown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells the cause from an exception, whichever client threw it: by {@link ExceptionRules}, over the whole chain. */
final class ExceptionClassifier implements FailureClassifier {
    /** Read for the first failure: most applications start without one. */
    private static final class Table {
        static final ExceptionRules RULES = ExceptionRules.read();
    }

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
    Cause cause(List<ThrowableInfo> links, Phase phase, Duration elapsed) {
        List<ThrowableInfo> causes = causesIn(links);
        Match match = match(links, causes, elapsed);
        if (match == null) {
            return null;
        }
        ExceptionRule rule = match.rule();
        List<ThrowableInfo> decisive = causes;
        List<ThrowableInfo> beside = links.subList(causes.size(), links.size());
        if (match.link().suppressed()) {
            decisive = new ArrayList<>(causes);
            decisive.add(match.link());
            beside = new ArrayList<>(beside);
            beside.removeIf(match.link()::equals);
        }
        boolean headers = phase.headersReceived()
                || (!Objects.equals(rule.beforeHeaders(), rule.afterHeaders())
                        && Table.RULES.showHeadersReceived(decisive));
        CauseSpec word = headers ? rule.afterHeaders() : rule.beforeHeaders();
        if (word == null) {
            return null;
        }
        RequestSent said =
                rule.requestSent() != null ? rule.requestSent() : word.type().requestSent();
        boolean notSent = !headers && Table.RULES.showNotSent(decisive);
        String evidence = "link " + match.place() + " " + match.link().className() + ", rule " + rule.line();
        return new Cause(
                word.type(),
                word.detail(),
                notSent || said == RequestSent.NO ? unlessSentBefore(beside, notSent) : said,
                word.type() == CauseType.UPSTREAM_ERROR_RESPONSE ? rule.statusIn(match.link()) : null,
                null,
                null,
                evidence,
                rule.confidence());
    }

    /** Returns the links that nothing suppressed: they come first. */
    private static List<ThrowableInfo> causesIn(List<ThrowableInfo> links) {
        int end = 0;
        while (end < links.size() && !links.get(end).suppressed()) {
            end++;
        }
        return links.subList(0, end);
    }

    /** What was suppressed may be an attempt before, or a clean-up after: it decides where the causes say little. */
    private static @Nullable Match match(List<ThrowableInfo> links, List<ThrowableInfo> causes, Duration elapsed) {
        Match match = Table.RULES.cause(causes, elapsed);
        boolean open = match == null || match.rule().isVague();
        return open && causes.size() < links.size() ? Table.RULES.cause(links, elapsed) : match;
    }

    /** {@link RequestSent#NO} is a promise to whoever pressed <i>Pay</i>: one attempt that may have been sent is against it. */
    private RequestSent unlessSentBefore(List<ThrowableInfo> beside, boolean handshake) {
        for (ThrowableInfo link : beside) {
            if (tellsOfAnAttempt(link) && !(handshake && Table.RULES.isCleanUp(link))) {
                return RequestSent.MAYBE;
            }
        }
        return RequestSent.NO;
    }

    /** A client that tries again lets its last exception suppress those before. */
    private boolean tellsOfAnAttempt(ThrowableInfo suppressed) {
        Match match = Table.RULES.cause(List.of(suppressed), Duration.ZERO);
        CauseSpec word = match == null ? null : match.rule().beforeHeaders();
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
