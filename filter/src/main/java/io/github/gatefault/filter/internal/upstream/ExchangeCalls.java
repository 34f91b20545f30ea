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
 * The calls of one exchange. They show which upstream failed, where that is certain, and what may be claimed about the client's
 * request. Only the latest calls are kept.
 */
public final class ExchangeCalls {
    private static final int MAX_CALLS = 64;

    private final Deque<Call> newestFirst = new ArrayDeque<>(4);
    private boolean unsafeDropped;

    /** Adds a call that begins now. */
    public synchronized void add(Call call) {
        if (newestFirst.size() == MAX_CALLS) {
            unsafeDropped |= !newestFirst.removeLast().isSafe();
        }
        newestFirst.addFirst(call);
    }

    /**
     * Returns the call that failed, or {@code null} if that is not certain: the exception may come from a database, and several
     * calls may run at the same time.
     */
    public synchronized @Nullable Call failed(Failure failure, Cause cause) {
        if (!(failure.seen() instanceof Thrown thrown)) {
            return withStatus(cause.receivedStatus(), onlyOneOf(newestFirst, Call::hasSameTarget));
        }
        List<Throwable> chain = ThrowableChain.causes(thrown.exception());
        Call known = first(call -> chain.stream().anyMatch(link -> link == call.failure()));
        return known != null ? known : withStatus(cause.receivedStatus(), byKindOfException(chain));
    }

    private @Nullable Call byKindOfException(List<Throwable> chain) {
        List<Call> candidates = newestFirst.stream()
                .filter(call -> chain.stream().anyMatch(call::wouldThrow))
                .toList();
        return onlyOneOf(candidates, (a, b) -> a.hasSameThread(b) || a.hasSameTarget(b));
    }

    private @Nullable Call withStatus(@Nullable Integer received, @Nullable Call otherwise) {
        Call answered = received == null ? null : first(call -> call.isAnsweredWith(received));
        return answered != null ? answered : otherwise;
    }

    /** Returns the newest candidate if all others are like it. */
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
     * Returns what may be claimed about the client's request. The evidence counts for the failed call; another call may have
     * acted already, and a call that was answered was certainly sent.
     *
     * @param provesUnsent whether an exception proves that nothing was sent
     */
    public synchronized RequestSent requestSent(
            RequestSent evidence, @Nullable Call failed, Predicate<Throwable> provesUnsent) {
        return switch (evidence) {
            case NO ->
                unsafeDropped || first(call -> mayHaveActed(call, failed, provesUnsent)) != null
                        ? RequestSent.MAYBE
                        : evidence;
            case MAYBE -> failed != null && failed.isAnswered() ? RequestSent.YES : evidence;
            case YES -> evidence;
        };
    }

    private static boolean mayHaveActed(Call call, @Nullable Call failed, Predicate<Throwable> provesUnsent) {
        Throwable thrown = call.failure();
        return call != failed && !call.isSafe() && (thrown == null || !provesUnsent.test(thrown));
    }

    private @Nullable Call first(Predicate<Call> wanted) {
        return newestFirst.stream().filter(wanted).findFirst().orElse(null);
    }
}
