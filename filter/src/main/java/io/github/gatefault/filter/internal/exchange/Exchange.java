package io.github.gatefault.filter.internal.exchange;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.filter.classify.Cause;
import io.github.gatefault.filter.classify.Failure;
import io.github.gatefault.filter.classify.Failure.Answered;
import io.github.gatefault.filter.classify.Failure.Observed;
import io.github.gatefault.filter.classify.Failure.Seen;
import io.github.gatefault.filter.classify.Failure.Thrown;
import io.github.gatefault.filter.classify.Phase;
import io.github.gatefault.filter.internal.answer.Answer;
import io.github.gatefault.filter.internal.answer.FailedExchange;
import io.github.gatefault.filter.internal.container.ServletContainer;
import io.github.gatefault.filter.internal.container.ServletContainer.CutOff;
import io.github.gatefault.filter.internal.container.SpringExceptions;
import io.github.gatefault.filter.internal.correlation.CorrelationId;
import io.github.gatefault.filter.internal.logging.LogContext;
import io.github.gatefault.filter.internal.upstream.Call;
import io.github.gatefault.filter.internal.upstream.CallRecorder;
import io.github.gatefault.filter.internal.upstream.ExchangeCalls;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * One exchange, from the request's arrival through all its dispatches to its end.
 *
 * <pre>
 *          an upstream failed, nothing is sent yet
 *        ┌─────────────────────────────────────────▶ REPLACED   our answer is sent, the app's is dropped
 *   PASS ┤
 *        └─────────────────────────────────────────▶ ABORTED    the response is cut off, nothing more is sent
 *          an upstream failed, the answer has begun
 * </pre>
 *
 * <p>It starts in PASS, where everything goes through unchanged. It moves once, by whichever thread comes first, and never back.
 */
public final class Exchange implements CallRecorder {
    private enum State {
        PASS,
        REPLACED,
        ABORTED
    }

    private static final Observed TIMED_OUT = new Observed(CauseType.HTTP_RESPONSE_TIMEOUT, "asynchronous time-out");

    /** An {@code AtomicReference} would cost every healthy exchange one more object. */
    private static final AtomicReferenceFieldUpdater<Exchange, State> STATE =
            AtomicReferenceFieldUpdater.newUpdater(Exchange.class, State.class, "state");

    final HttpServletRequest rawRequest;
    final HttpServletResponse rawResponse;
    final ExchangeResponse response;
    private final ExchangeConfig config;
    private final CorrelationId id;
    private final long startNanos = System.nanoTime();
    private final String[] headersAtEntry;
    private final ExchangeRequest request;
    private volatile State state = State.PASS;

    private volatile @Nullable Report report;
    private volatile @Nullable Exception appBug;
    private volatile @Nullable ExchangeCalls calls;
    private volatile boolean clientLeft;
    private volatile boolean failedAfterCommit;
    private volatile boolean cutOffByThrowing;
    private boolean upgraded;
    private int includes;

    /** What a proxy reported, and how far the answer had come then. */
    private record Report(Throwable failure, Phase phase) {}

    private Exchange(
            ExchangeConfig config, CorrelationId id, HttpServletRequest rawRequest, HttpServletResponse rawResponse) {
        this.config = config;
        this.id = id;
        this.rawRequest = rawRequest;
        this.rawResponse = rawResponse;
        this.headersAtEntry = AnswerWriter.headersOf(rawResponse);
        setIdHeader();
        this.response = new ExchangeResponse(rawResponse, this);
        this.request = new ExchangeRequest(rawRequest, this);
    }

    /** Starts the exchange of a request that comes in. */
    public static Exchange begin(
            ExchangeConfig config, CorrelationId id, HttpServletRequest request, HttpServletResponse response) {
        Exchange exchange = new Exchange(config, id, request, response);
        request.setAttribute(ATTRIBUTE, exchange);
        return exchange;
    }

    /** Returns whether this filter began the exchange; a second filter in the chain leaves it alone. */
    public boolean isBegunBy(Object filter) {
        return config.filter() == filter;
    }

    /** Runs the chain for the request that began this exchange. */
    public void run(FilterChain chain) throws IOException, ServletException {
        Dispatches.run(this, chain, request, response);
    }

    /** Runs the chain for a later dispatch of the same request. */
    public void runAgain(HttpServletRequest dispatched, HttpServletResponse answer, FilterChain chain)
            throws IOException, ServletException {
        Dispatches.runAgain(this, chain, dispatched, answer);
    }

    // What the app's clients and proxies record.

    @Override
    public String idHeader() {
        return config.idHeader();
    }

    @Override
    public String correlationId() {
        return id.value();
    }

    @Override
    public synchronized void begin(Call call) {
        ExchangeCalls known = calls;
        if (known == null) {
            known = new ExchangeCalls();
            calls = known;
        }
        known.add(call);
    }

    @Override
    public void report(Throwable failure) {
        report = new Report(failure, response.phase());
        if (rawResponse.isCommitted()) {
            failedAfterCommit = true;
        }
    }

    // What the wrappers and dispatches ask.

    /** Returns whether the app's answer is replaced or cut off, so that whatever the app still does is dropped. */
    boolean isTakenOver() {
        return state != State.PASS;
    }

    boolean isAborted() {
        return state == State.ABORTED;
    }

    boolean isCutOffByThrowing() {
        return cutOffByThrowing;
    }

    boolean hasClientLeft() {
        return clientLeft;
    }

    boolean isIncluding() {
        return includes > 0;
    }

    @Nullable
    Exception appBug() {
        return appBug;
    }

    ServletContainer container() {
        return ServletContainer.of(rawRequest);
    }

    LogContext openLogContext() {
        return LogContext.open(id);
    }

    /** Returns whether a relayed answer with this status must be checked before it passes. */
    boolean isRelayedFailure(int status) {
        return config.classification().isRelayedFailure(status);
    }

    boolean mayBeGatewayPage(Answered beginning) {
        return config.classification().mayBeGatewayPage(beginning);
    }

    // What the wrappers and dispatches report.

    void setIdHeader() {
        rawResponse.setHeader(idHeader(), id.value());
    }

    void startInclude() {
        includes++;
    }

    void endInclude() {
        includes--;
    }

    void upgraded() {
        upgraded = true;
    }

    void startAsync(Runnable task) {
        request.startInAsync(task);
    }

    /** Records an exception that the container threw while it read from or wrote to the client. */
    <T extends Throwable> T clientFailed(T thrown) {
        if (!clientLeft && !isTakenOver()) {
            clientLeft = true;
            config.responder().clientLeft(correlationId(), thrown);
        }
        return thrown;
    }

    /** Handles a {@code sendError}; returns whether the exchange has answered, so that the container must not. */
    boolean handleSendError(int status) {
        if (isTakenOver()) {
            return true;
        }
        if (clientLeft || upgraded || isIncluding()) {
            return false;
        }
        if (status == -1) {
            return (rawResponse.isCommitted() || report != null) && fail(reportedOr(Answered.bySendError(502)));
        }
        Throwable met = status >= 500 ? upstreamFailureMetBySpring() : null;
        if (!isGatewayFailure(status) && (status < 500 || (report == null && met == null))) {
            return false;
        }
        if (rawResponse.isCommitted()) {
            // The container's exception is part of the contract: some proxies abort by themselves on it.
            failedAfterCommit = true;
            return false;
        }
        boolean timedOut = status == 503 && SpringExceptions.isAsyncTimeout(rawRequest);
        Seen otherwise = timedOut ? TIMED_OUT : Answered.bySendError(status);
        return fail(reportedOr(met == null ? otherwise : new Thrown(met)));
    }

    /** Handles a relayed failure; returns whether it was a gateway's own page, so that the exchange has answered. */
    boolean handleRelayed(Answered answered) {
        return isRelayedFailure(answered.status()) && mayTakeOver() && fail(answered);
    }

    /** Records a status that the app set too late. */
    void statusSetAfterCommit(int status) {
        failedAfterCommit |= isGatewayFailure(status);
    }

    /** Handles headers that do not fit, for which the container would send an empty 500 or nothing at all. */
    void handleHeaderOverflow(String evidence) {
        if (mayTakeOver()) {
            fail(new Observed(CauseType.HTTP_RESPONSE_HEADER_SECTION_SIZE, evidence));
        }
    }

    /** Handles the end of asynchronous mode if nobody answered in time. */
    void handleTimeout() {
        if (mayTakeOver()) {
            fail(reportedOr(TIMED_OUT));
        }
    }

    /** Decides what is still undecided when the app has finished. */
    void finish() {
        if (!mayTakeOver() || response.headersOverflow()) {
            return;
        }
        if (response.isUndecided() && failRelayed(response.relayed())) {
            return;
        }
        if (response.mayHideException()) {
            Throwable swallowed = SpringExceptions.swallowed(rawRequest, rawResponse.isCommitted());
            if (swallowed != null && fail(new Thrown(swallowed))) {
                return;
            }
        }
        if (response.isShort()) {
            fail(reportedOr(new Observed(
                    CauseType.HTTP_RESPONSE_INCOMPLETE, response.size().shortfall())));
        } else if (failedAfterCommit && !response.size().isWhole()) {
            fail(reportedOr(Answered.bySendError(502)));
        } else {
            try {
                response.release(false);
            } catch (IOException e) {
                clientFailed(e);
            }
        }
    }

    /** Handles an exception that left the app's servlet or listener; returns whether the container must not get it. */
    boolean handleException(Exception thrown) {
        if (state != State.REPLACED) {
            if (!mayTakeOver()) {
                return false;
            }
            Report known = report;
            if (!fail(new Thrown(thrown)) && (known == null || !fail(new Thrown(known.failure())))) {
                return cutOffForAppBug(thrown);
            }
        }
        if (state == State.REPLACED) {
            request.completeAsync();
            return true;
        }
        return !cutOffByThrowing;
    }

    private boolean mayTakeOver() {
        return !isTakenOver() && !clientLeft && !upgraded;
    }

    private static boolean isGatewayFailure(int status) {
        return status >= 502 && status <= 504;
    }

    /** Fails for a relayed failure. An empty one may be the app's answer to an exception, and its own bug is its own matter. */
    private boolean failRelayed(Answered answered) {
        if (answered.body().length > 0 || SpringExceptions.met(rawRequest) == null) {
            return fail(reportedOr(answered));
        }
        Throwable met = upstreamFailureMetBySpring();
        return (isGatewayFailure(answered.status()) || report != null || met != null)
                && fail(reportedOr(met == null ? Answered.bySendError(answered.status()) : new Thrown(met)));
    }

    /** Cuts off an answer after a bug of the app, as not all containers do; returns whether a later dispatch throws the bug. */
    private boolean cutOffForAppBug(Exception bug) {
        if (!rawResponse.isCommitted()
                || response.size().isWhole()
                || !STATE.compareAndSet(this, State.PASS, State.ABORTED)) {
            return false;
        }
        appBug = bug;
        return container().cutOff(rawResponse, request) == CutOff.BY_DISPATCH;
    }

    private Seen reportedOr(Seen otherwise) {
        Report known = report;
        return known != null && isUpstreamFailure(known.failure()) ? new Thrown(known.failure()) : otherwise;
    }

    private @Nullable Throwable upstreamFailureMetBySpring() {
        Throwable met = SpringExceptions.met(rawRequest);
        return met != null && isUpstreamFailure(met) ? met : null;
    }

    private boolean isUpstreamFailure(Throwable exception) {
        return config.classification().classify(failure(new Thrown(exception))) != null;
    }

    private Failure failure(Seen seen) {
        return new Failure(seen, phase(seen), elapsed());
    }

    /** What a proxy does to the response after its report does not show how far the upstream had come. */
    private Phase phase(Seen seen) {
        Report known = report;
        return known != null && seen instanceof Thrown thrown && thrown.exception() == known.failure()
                ? known.phase()
                : response.phase();
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    /** Replaces or cuts off the answer if an upstream failed; returns whether one did. */
    private boolean fail(Seen seen) {
        Failure failure = failure(seen);
        Cause cause = config.classification().classify(failure);
        if (cause == null) {
            return false;
        }
        try (LogContext context = openLogContext()) {
            if (rawResponse.isCommitted()) {
                if (STATE.compareAndSet(this, State.PASS, State.ABORTED)) {
                    abort(snapshot(failure, cause, null, List.of()));
                }
            } else if (STATE.compareAndSet(this, State.PASS, State.REPLACED)) {
                replace(failure, cause);
            }
        }
        return true;
    }

    private FailedExchange snapshot(
            Failure failure, Cause cause, @Nullable String relayedRetryAfter, List<String> relayedProxyStatus) {
        ExchangeCalls known = calls;
        Call failedCall = known == null ? null : known.failed(failure, cause);
        return new FailedExchange(
                id,
                rawRequest,
                rawResponse.getStatus(),
                failure,
                cause,
                failedCall,
                known == null
                        ? cause.requestSent()
                        : known.requestSent(cause.requestSent(), failedCall, config.classification()::provesUnsent),
                relayedRetryAfter,
                relayedProxyStatus);
    }

    private void replace(Failure failure, Cause cause) {
        AnswerWriter writer = new AnswerWriter(rawRequest, rawResponse, headersAtEntry);
        FailedExchange failed = snapshot(
                failure,
                cause,
                rawResponse.getHeader("Retry-After"),
                List.copyOf(rawResponse.getHeaders("Proxy-Status")));
        if (!writer.discard(response)) {
            // Another thread of the app has sent the first bytes meanwhile.
            state = State.ABORTED;
            abort(failed);
            return;
        }
        Answer answer = config.responder().answer(failed);
        try {
            setIdHeader();
            writer.write(answer, response.isNonBlocking());
            config.responder().answered(correlationId(), elapsed().minus(failure.elapsed()));
        } catch (IOException | IllegalStateException e) {
            config.responder().clientLeft(correlationId(), e);
        }
    }

    private void abort(FailedExchange failed) {
        config.responder().aborted(failed);
        cutOffByThrowing = container().cutOff(rawResponse, request) == CutOff.BY_EXCEPTION;
    }
}
