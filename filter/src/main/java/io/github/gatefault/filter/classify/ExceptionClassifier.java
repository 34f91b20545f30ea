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

/** Finds the cause of an exception of any client, by applying {@link ExceptionRules} to the whole chain. */
final class ExceptionClassifier implements FailureClassifier {
    /** The table is read at the first failure, as most applications start without one. */
    private static final class Table {
        static final ExceptionRules RULES = ExceptionRules.read();
    }

    @Override
    public @Nullable Cause classify(Failure failure) {
        if (!(failure.seen() instanceof Thrown thrown)) {
            return null;
        }
        Cause cause = classify(ThrowableInfo.chain(thrown.exception()), failure.phase(), failure.elapsed());
        Integer received = cause == null ? null : cause.receivedStatus();
        // If the upstream refused the request, the app decides what that means.
        return received != null && received < 500 ? null : cause;
    }

    /** Returns the cause of a chain by the table, or {@code null} if no row matches or the row says {@code none}. */
    @Nullable
    Cause classify(List<ThrowableInfo> chain, Phase phase, Duration elapsed) {
        List<ThrowableInfo> causes = withoutSuppressed(chain);
        Match match = match(chain, causes, elapsed);
        if (match == null) {
            return null;
        }
        ExceptionRule rule = match.rule();
        List<ThrowableInfo> decisive = causes;
        List<ThrowableInfo> otherSuppressed = chain.subList(causes.size(), chain.size());
        if (match.exception().suppressed()) {
            decisive = new ArrayList<>(causes);
            decisive.add(match.exception());
            otherSuppressed = new ArrayList<>(otherSuppressed);
            otherSuppressed.removeIf(match.exception()::equals);
        }
        boolean afterHeaders = phase.headersReceived()
                || (!Objects.equals(rule.causeBeforeHeaders(), rule.causeAfterHeaders())
                        && Table.RULES.proveHeadersReceived(decisive));
        CauseSpec spec = afterHeaders ? rule.causeAfterHeaders() : rule.causeBeforeHeaders();
        if (spec == null) {
            return null;
        }
        RequestSent sent =
                rule.requestSent() != null ? rule.requestSent() : spec.type().requestSent();
        boolean provenUnsent = !afterHeaders && Table.RULES.proveRequestUnsent(decisive);
        if (provenUnsent || sent == RequestSent.NO) {
            sent = anyMayHaveSent(otherSuppressed, provenUnsent) ? RequestSent.MAYBE : RequestSent.NO;
        }
        return new Cause(
                spec.type(),
                spec.detail(),
                sent,
                spec.type() == CauseType.UPSTREAM_ERROR_RESPONSE ? rule.receivedStatus(match.exception()) : null,
                null,
                null,
                "link " + match.position() + " " + match.exception().className() + ", rule " + rule.id(),
                rule.confidence());
    }

    /** Returns the exceptions before the first suppressed one. */
    private static List<ThrowableInfo> withoutSuppressed(List<ThrowableInfo> chain) {
        int end = 0;
        while (end < chain.size() && !chain.get(end).suppressed()) {
            end++;
        }
        return chain.subList(0, end);
    }

    /** A suppressed exception is an earlier attempt or a later clean-up, so it decides only if the causes reveal little. */
    private static @Nullable Match match(List<ThrowableInfo> chain, List<ThrowableInfo> causes, Duration elapsed) {
        Match match = Table.RULES.match(causes, elapsed);
        boolean open = match == null || match.rule().yieldsToSuppressed();
        return open && causes.size() < chain.size() ? Table.RULES.match(chain, elapsed) : match;
    }

    /**
     * {@link RequestSent#NO} is a promise to a visitor who pressed <i>Pay</i>. A client that retries lets its last exception
     * suppress the earlier ones, and one attempt that may have been sent breaks the promise.
     */
    private static boolean anyMayHaveSent(List<ThrowableInfo> suppressed, boolean handshakeFailed) {
        for (ThrowableInfo exception : suppressed) {
            if (mayHaveSent(exception) && !(handshakeFailed && Table.RULES.isCleanUp(exception))) {
                return true;
            }
        }
        return false;
    }

    private static boolean mayHaveSent(ThrowableInfo suppressed) {
        Match match = Table.RULES.match(List.of(suppressed), Duration.ZERO);
        CauseSpec spec = match == null ? null : match.rule().causeBeforeHeaders();
        return match != null
                && spec != null
                && match.rule().requestSent() != RequestSent.NO
                && spec.type().requestSent() != RequestSent.NO;
    }
}
