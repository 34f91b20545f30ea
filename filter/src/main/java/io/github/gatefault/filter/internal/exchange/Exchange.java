package io.github.gatefault.filter.internal.exchange;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.RequestSent;
import io.github.gatefault.filter.classify.Cause;
import io.github.gatefault.filter.classify.Failure;
import io.github.gatefault.filter.classify.Failure.Answered;
import io.github.gatefault.filter.classify.Failure.Observed;
import io.github.gatefault.filter.classify.Failure.Seen;
import io.github.gatefault.filter.classify.Failure.Thrown;
import io.github.gatefault.filter.classify.Phase;
import io.github.gatefault.filter.internal.answer.Answer;
import io.github.gatefault.filter.internal.container.Abort;
import io.github.gatefault.filter.internal.container.ContainerObjects;
import io.github.gatefault.filter.internal.container.SpringExceptions;
import io.github.gatefault.filter.internal.correlation.CorrelationId;
import io.github.gatefault.filter.internal.logging.LogContext;
import io.github.gatefault.filter.internal.upstream.Call;
import io.github.gatefault.filter.internal.upstream.Calls;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
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
 *          an upstream's failure, nothing sent yet
 *        ┌─────────────────────────────────────────▶ REPLACED   our answer is on its way, the app's is dropped
 *   PASS ┤
 *        └─────────────────────────────────────────▶ ABORTED    the connection is cut, nothing more is sent
 *          an upstream's failure, the answer begun
 * </pre>
 *
 * <p>It starts in PASS, where all goes through untouched, and moves once, whichever thread comes first; never back.
 */
public final class Exchange {
    /** The request attribute in which the exchange travels through dispatches. */
    public static final String ATTRIBUTE = "io.github.gatefault.exchange";

    private enum State {
        PASS,
        REPLACED,
        ABORTED
    }

    private static final Observed TIMED_OUT = new Observed(CauseType.HTTP_RESPONSE_TIMEOUT, "asynchronous time-out");

    /** A field of its own object would cost every healthy exchange one more. */
    private static final AtomicReferenceFieldUpdater<Exchange, State> STATE =
            AtomicReferenceFieldUpdater.newUpdater(Exchange.class, State.class, "state");

    private final Object owner;
    private final FailureHandler handler;
    private final CorrelationId id;
    private final long startNanos = System.nanoTime();
    private final HttpServletRequest rawRequest;
    private final HttpServletResponse rawResponse;
    private final String[] headersAtEntry;
    private final ExchangeRequest request;
    private final ExchangeResponse response;
    private volatile State state = State.PASS;
    private @Nullable AnswerWriter writer;

    private volatile @Nullable Report reported;
    private volatile boolean clientLeft;
    private volatile boolean failedAfterCommit;
    private volatile boolean throwInChain;
    private volatile @Nullable Exception appsOwn;
    private volatile @Nullable Calls calls;
    private boolean upgraded;
    private int includes;

    /** What a proxy has said, and how far the answer had come then. */
    private record Report(Throwable failure, Phase phase) {}

    private Exchange(
            Object owner,
            FailureHandler handler,
            CorrelationId id,
            String idHeader,
            HttpServletRequest rawRequest,
            HttpServletResponse rawResponse) {
        this.owner = owner;
        this.handler = handler;
        this.id = id;
        this.rawRequest = rawRequest;
        this.rawResponse = rawResponse;
        this.headersAtEntry = AnswerWriter.headersOf(rawResponse);
        rawResponse.setHeader(idHeader, id.value());
        this.response = new ExchangeResponse(rawResponse, this);
        this.request = new ExchangeRequest(rawRequest, this, idHeader);
    }

    /** Starts the exchange of a request that comes in. */
    public static Exchange begin(
            Object owner,
            FailureHandler handler,
            CorrelationId id,
            String idHeader,
            HttpServletRequest request,
            HttpServletResponse response) {
        Exchange exchange = new Exchange(owner, handler, id, idHeader, request, response);
        request.setAttribute(ATTRIBUTE, exchange);
        return exchange;
    }

    /** Returns the exchange that this request belongs to, or {@code null} where it did not come through the filter. */
    public static @Nullable Exchange of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Exchange exchange ? exchange : null;
    }

    /** Returns whether this filter instance began the exchange; a second one in the chain stays out of it. */
    public boolean isOf(Object filter) {
        return owner == filter;
    }

    /** Returns the ID. */
    public CorrelationId id() {
        return id;
    }

    /** Returns the name of the header that carries the ID. */
    public String idHeader() {
        return request.idHeader();
    }

    /** Returns the request as it came in. */
    public HttpServletRequest incoming() {
        return rawRequest;
    }

    /** Returns the status as the visitor has or would have got it from the app. */
    public int status() {
        return rawResponse.getStatus();
    }

    /** Returns what a relayed answer said of another try (RFC 9110, section 10.2.3), as it stood. */
    public @Nullable String relayedRetryAfter() {
        return writer == null ? null : writer.relayedRetryAfter();
    }

    /** Takes note of an exception that a proxy would swallow. */
    public void report(Throwable failure) {
        reported = new Report(failure, response.phase());
        if (rawResponse.isCommitted()) {
            failedAfterCommit = true;
        }
    }

    /** Takes note of a call that the app makes for this exchange. */
    public synchronized void begin(Call call) {
        Calls known = calls;
        if (known == null) {
            known = new Calls();
            calls = known;
        }
        known.add(call);
    }

    /** Returns the call behind a failure, or {@code null} where that is not certain. */
    public @Nullable Call failedCall(Failure failure, Cause cause) {
        Calls known = calls;
        return known == null ? null : known.failed(failure, cause);
    }

    /** Returns what may be claimed of the visitor's request, in the light of all calls that were made for it. */
    public RequestSent requestSent(Cause cause, @Nullable Call failed) {
        Calls known = calls;
        return known == null
                ? cause.requestSent()
                : known.requestSent(cause.requestSent(), failed, this::provesNothingSent);
    }

    private boolean provesNothingSent(Throwable thrown) {
        Cause cause = handler.classify(new Failure(new Thrown(thrown), Phase.NOTHING, Duration.ZERO));
        return cause != null && cause.requestSent() == RequestSent.NO;
    }

    /** Returns the {@code Proxy-Status} of a relayed answer (RFC 9209), its lines as they stood. */
    public List<String> relayedProxyStatus() {
        return writer == null ? List.of() : writer.relayedProxyStatus();
    }

    /** Runs the chain for the request that began this exchange. */
    public void run(FilterChain chain) throws IOException, ServletException {
        run(chain, request, response);
    }

    /** Runs the chain for a later dispatch of the same request. */
    public void runAgain(HttpServletRequest dispatched, HttpServletResponse answer, FilterChain chain)
            throws IOException, ServletException {
        DispatcherType type = dispatched.getDispatcherType();
        if (state == State.ABORTED) {
            // An error page would be written into what has been sent already.
            if (type == DispatcherType.ASYNC) {
                cutOffByException();
            }
            return;
        }
        switch (type) {
            case ASYNC ->
                run(
                        chain,
                        ExchangeRequest.isIn(dispatched)
                                ? dispatched
                                : new ExchangeRequest(dispatched, this, idHeader()),
                        ExchangeResponse.isIn(answer) ? answer : response);
            case FORWARD -> runForward(chain, dispatched, answer);
            case INCLUDE -> runInclude(chain, dispatched, answer);
            case ERROR -> runError(chain, dispatched, answer);
            default -> chain.doFilter(dispatched, answer);
        }
    }

    private void run(FilterChain chain, HttpServletRequest in, HttpServletResponse out)
            throws IOException, ServletException {
        try (LogContext context = LogContext.open(id)) {
            chain.doFilter(in, out);
            if (!in.isAsyncStarted()) {
                finish();
            }
        } catch (IOException | ServletException | RuntimeException e) {
            if (!settles(e)) {
                if (isAborted()) {
                    cutOffTomcatsStream(e);
                } else if (!rawResponse.isCommitted()) {
                    ContainerObjects.keepInUndertowsAnswer(rawRequest, idHeader(), id.value());
                }
                throw e;
            }
        }
        if (throwInChain) {
            cutOffByException();
        }
    }

    private void cutOffByException() throws IOException, ServletException {
        Exception bug = appsOwn;
        cutOffTomcatsStream(bug == null ? new AbortedResponseException(id.value()) : bug);
        if (bug != null) {
            throw new ServletException(bug);
        }
        throw new AbortedResponseException(id.value());
    }

    /** Throws what it takes to cut off a stream of Tomcat's HTTP/2; an app's own bug is in the container's log all the same. */
    private void cutOffTomcatsStream(Exception why) throws IOException {
        IOException abort = ContainerObjects.tomcatsStreamAbort(rawRequest, why);
        if (abort == null) {
            return;
        }
        if (appsOwn != null) {
            rawRequest.getServletContext().log("An answer that had begun is cut off, because of a bug", appsOwn);
        }
        throw abort;
    }

    /** Decides here what the forward left undecided: Tomcat takes no more from anybody once a forward has returned. */
    private void runForward(FilterChain chain, ServletRequest in, ServletResponse out)
            throws IOException, ServletException {
        chain.doFilter(in, out);
        if (!in.isAsyncStarted() && ExchangeResponse.isIn(out)) {
            response.forwarded();
            finish();
        }
    }

    /** What is included has no say in the status and the headers, though it may call the methods that set them. */
    private void runInclude(FilterChain chain, ServletRequest in, ServletResponse out)
            throws IOException, ServletException {
        includes++;
        try {
            chain.doFilter(in, out);
        } finally {
            includes--;
        }
    }

    private void runError(FilterChain chain, ServletRequest in, ServletResponse out)
            throws IOException, ServletException {
        if (!rawResponse.isCommitted()) {
            rawResponse.setHeader(idHeader(), id.value());
        }
        try (LogContext context = LogContext.open(id)) {
            chain.doFilter(in, out);
        }
    }

    // What the wrappers see.

    boolean isOver() {
        return state != State.PASS;
    }

    boolean isAborted() {
        return state == State.ABORTED;
    }

    boolean hasLostClient() {
        return clientLeft;
    }

    boolean isIncluding() {
        return includes > 0;
    }

    ExchangeResponse response() {
        return response;
    }

    void upgraded() {
        upgraded = true;
    }

    void startAsync(Runnable task) {
        request.startInAsync(task);
    }

    /** Notes an exception that the container threw while it read from or wrote to the visitor. */
    <T extends Throwable> T clientFailed(T how) {
        if (!clientLeft && !isOver()) {
            clientLeft = true;
            handler.clientLeft(this, how);
        }
        return how;
    }

    /** Takes a {@code sendError}; returns whether the exchange has answered, so that the container must not. */
    boolean sendsError(int status) {
        if (isOver()) {
            return true;
        }
        if (clientLeft || upgraded || isIncluding()) {
            return false;
        }
        if (status == -1) {
            return (rawResponse.isCommitted() || reported != null) && fail(reportedOr(Answered.bySendError(502)));
        }
        boolean ours = RelayedStatus.isGatewayFailure(status) || (status >= 500 && (reported != null || isHandled()));
        if (!ours) {
            return false;
        }
        if (rawResponse.isCommitted()) {
            // The container's complaint is part of the contract: some proxies abort by themselves on it.
            failedAfterCommit = true;
            return false;
        }
        boolean late = status == 503 && SpringExceptions.isTimeOut(rawRequest);
        return fail(handledOr(late ? TIMED_OUT : Answered.bySendError(status)));
    }

    /** Returns whether an answer with this status may be a gateway's, to be looked at before it passes. */
    boolean isRelayedFailure(int status) {
        return handler.isRelayedFailure(status);
    }

    boolean mayBeGatewaysOwn(Answered soFar) {
        return handler.mayBeGatewaysOwn(soFar);
    }

    /** Takes a relayed failure; returns whether it was a gateway's own, so that the exchange has answered. */
    boolean takesRelayed(Answered answered) {
        return isRelayedFailure(answered.status()) && !isOver() && !clientLeft && !upgraded && fail(answered);
    }

    /** Takes a status that comes too late to be sent. */
    void lateStatus(int status) {
        failedAfterCommit |= RelayedStatus.isGatewayFailure(status);
    }

    /** Takes headers of which the container would make an empty 500, or nothing at all. */
    void headersOverflow(String evidence) {
        if (!isOver() && !clientLeft && !upgraded) {
            fail(new Observed(CauseType.HTTP_RESPONSE_HEADER_SECTION_SIZE, evidence));
        }
    }

    /** Decides whatever is undecided when the app has said all that it has to say. */
    void finish() {
        if (isOver() || upgraded || clientLeft) {
            return;
        }
        if (response.overflows()) {
            return;
        }
        if (response.isUndecided() && failsAs(response.relayed(true))) {
            return;
        }
        if (isSwallowedBySpring()) {
            return;
        }
        if (response.isShort()) {
            fail(reportedOr(new Observed(CauseType.HTTP_RESPONSE_INCOMPLETE, response.shortfall())));
        } else if (failedAfterCommit && !response.isWhole()) {
            fail(reportedOr(Answered.bySendError(502)));
        } else {
            releaseHeld();
        }
    }

    private void releaseHeld() {
        try {
            response.release(false);
        } catch (IOException e) {
            clientFailed(e);
        }
    }

    /** Takes the end of an asynchronous exchange that nobody answered in time. */
    void timedOut() {
        if (!isOver() && !clientLeft && !upgraded) {
            fail(reportedOr(TIMED_OUT));
        }
    }

    /**
     * Takes an exception that left the app: its servlet, or a listener of its own.
     *
     * @return whether the exchange has dealt with it; where not, it must go on to the container
     */
    boolean settles(Exception thrown) {
        if (state == State.REPLACED) {
            request.completeAsync();
            return true;
        }
        if (isOver() || clientLeft || upgraded) {
            return false;
        }
        if (!fail(new Thrown(thrown)) && (reported == null || !fail(new Thrown(reported.failure())))) {
            return waitsForDispatch(thrown);
        }
        if (state == State.REPLACED) {
            request.completeAsync();
            return true;
        }
        return !throwInChain;
    }

    /** Takes a relayed failure, or an empty one that is an app's word for an exception: its own bug is its own business. */
    private boolean failsAs(Answered answered) {
        if (answered.body().length > 0 || SpringExceptions.of(rawRequest) == null) {
            return fail(reportedOr(answered));
        }
        return (RelayedStatus.isGatewayFailure(answered.status()) || reported != null || isHandled())
                && fail(handledOr(Answered.bySendError(answered.status())));
    }

    private boolean isSwallowedBySpring() {
        if (!response.mayHideAnException()) {
            return false;
        }
        Throwable swallowed = SpringExceptions.throughDispatcher(rawRequest);
        // An empty answer to another exception is what the app wants to say of it.
        return swallowed != null
                && (rawResponse.isCommitted() || SpringExceptions.isTakenForVisitorsEnd(swallowed))
                && fail(new Thrown(swallowed));
    }

    /** Returns whether Spring has dealt with an exception that is an upstream's failure. */
    private boolean isHandled() {
        return isUpstreams(SpringExceptions.of(rawRequest));
    }

    /**
     * Takes an app's own bug, which is the container's to answer; but not all of them cut off what has begun.
     *
     * @return whether the container is to get it in a dispatch to come, and not now
     */
    private boolean waitsForDispatch(Exception bug) {
        if (!rawResponse.isCommitted() || response.isWhole() || !STATE.compareAndSet(this, State.PASS, State.ABORTED)) {
            return false;
        }
        appsOwn = bug;
        return Abort.cutOff(request, rawRequest, rawResponse) == Abort.BY_DISPATCH;
    }

    private Seen reportedOr(Seen otherwise) {
        Report known = reported;
        return known != null && isUpstreams(known.failure()) ? new Thrown(known.failure()) : otherwise;
    }

    private Seen handledOr(Seen otherwise) {
        Throwable handled = SpringExceptions.of(rawRequest);
        return reportedOr(handled != null && isUpstreams(handled) ? new Thrown(handled) : otherwise);
    }

    private boolean isUpstreams(@Nullable Throwable exception) {
        return exception != null && handler.classify(failure(new Thrown(exception))) != null;
    }

    private Failure failure(Seen seen) {
        return new Failure(seen, phase(seen), elapsed());
    }

    /** What a proxy does to the response after its report tells nothing of how far the upstream had come. */
    private Phase phase(Seen seen) {
        Report known = reported;
        return known != null && seen instanceof Thrown thrown && thrown.exception() == known.failure()
                ? known.phase()
                : response.phase();
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    /** Answers or aborts, if this is an upstream's failure; returns whether it is. */
    private boolean fail(Seen seen) {
        Failure failure = failure(seen);
        Cause cause = handler.classify(failure);
        if (cause == null) {
            return false;
        }
        try (LogContext context = LogContext.open(id)) {
            if (rawResponse.isCommitted()) {
                if (STATE.compareAndSet(this, State.PASS, State.ABORTED)) {
                    abort(cause, failure);
                }
            } else if (STATE.compareAndSet(this, State.PASS, State.REPLACED)) {
                replace(cause, failure);
            }
        }
        return true;
    }

    private void replace(Cause cause, Failure failure) {
        AnswerWriter answerWriter = new AnswerWriter(rawRequest, rawResponse, headersAtEntry);
        writer = answerWriter;
        if (!answerWriter.discardAnswer(response)) {
            // Another thread of the app sent the first bytes meanwhile.
            state = State.ABORTED;
            abort(cause, failure);
            return;
        }
        Answer answer = handler.answer(cause, failure, this);
        try {
            rawResponse.setHeader(idHeader(), id.value());
            answerWriter.write(answer, response.isNonBlocking());
            handler.answered(this, elapsed().minus(failure.elapsed()));
        } catch (IOException | IllegalStateException e) {
            handler.clientLeft(this, e);
        }
    }

    private void abort(Cause cause, Failure failure) {
        handler.aborted(cause, failure, this);
        throwInChain = Abort.cutOff(request, rawRequest, rawResponse) == Abort.BY_EXCEPTION;
    }
}
