package io.github.gatefault.filter.internal.upstream;

import io.github.gatefault.cause.RequestSent;
import io.github.gatefault.filter.classify.Cause;
import io.github.gatefault.filter.classify.Failure;
import io.github.gatefault.filter.classify.Failure.Thrown;
import io.github.gatefault.filter.internal.exception.ThrowableChain;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one exchange: which of them has failed, where that is certain, and what all of them say of the visitor's
 * request. Of an exchange that goes on calling, only the latest are kept.
 */
public final class Calls {
    private static final int MAX_CALLS = 64;

    private final Deque<Call> newestFirst = new ArrayDeque<>(4);
    private boolean unsafeForgotten;

    public synchronized void add(Call call) {
        if (newestFirst.size() == MAX_CALLS) {
            unsafeForgotten |= !newestFirst.removeLast().isSafe();
        }
        newestFirst.addFirst(call);
    }

    /**
     * Returns the call behind a failure, or {@code null} where that is not certain: an exception may be a database's as well,
     * and calls may have been under way side by side.
     */
    public synchronized @Nullable Call failed(Failure failure, Cause cause) {
        if (!(failure.seen() instanceof Thrown thrown)) {
            return withStatus(cause.receivedStatus(), onlyOneOf(newestFirst, Call::isToThePlaceOf));
        }
        List<Throwable> chain = ThrowableChain.causes(thrown.exception());
        Call known = first(call -> chain.stream().anyMatch(link -> link == call.failure()));
        return known != null ? known : withStatus(cause.receivedStatus(), byKindOfException(chain));
    }

    private @Nullable Call byKindOfException(List<Throwable> chain) {
        List<Call> candidates = newestFirst.stream()
                .filter(call -> chain.stream().anyMatch(call::wouldThrow))
                .toList();
        return onlyOneOf(candidates, (a, b) -> a.isByTheThreadOf(b) || a.isToThePlaceOf(b));
    }

    private @Nullable Call withStatus(@Nullable Integer received, @Nullable Call otherwise) {
        Call answered = received == null ? null : first(call -> call.isAnsweredWith(received));
        return answered != null ? answered : otherwise;
    }

    /** Returns the newest, if it stands for all of them. */
    private static @Nullable Call onlyOneOf(Iterable<Call> candidates, BiPredicate<Call, Call> alike) {
        Call newest = null;
        for (Call call : candidates) {
            if (newest == null) {
                newest = call;
            } else if (!alike.test(newest, call)) {
                return null;
            }
        }
        return newest;
    }

    /**
     * Returns what may be claimed of the visitor's request: what the evidence says of the call that failed, unless another call
     * may have done something already, and unless that call is known to have been answered.
     *
     * @param provedUnsent whether an exception proves that nothing was handed over
     */
    public synchronized RequestSent requestSent(
            RequestSent evidence, @Nullable Call failed, Predicate<Throwable> provedUnsent) {
        return switch (evidence) {
            case NO ->
                unsafeForgotten || first(call -> mayHaveDone(call, failed, provedUnsent)) != null
                        ? RequestSent.MAYBE
                        : evidence;
            case MAYBE -> failed != null && failed.isAnswered() ? RequestSent.YES : evidence;
            case YES -> evidence;
        };
    }

    private static boolean mayHaveDone(Call call, @Nullable Call failed, Predicate<Throwable> provedUnsent) {
        Throwable how = call.failure();
        return call != failed && !call.isSafe() && (how == null || !provedUnsent.test(how));
    }

    private @Nullable Call first(Predicate<Call> wanted) {
        return newestFirst.stream().filter(wanted).findFirst().orElse(null);
    }
}
