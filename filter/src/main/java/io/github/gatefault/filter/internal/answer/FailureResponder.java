package io.github.gatefault.filter.internal.answer;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.cause.Outcome;
import io.github.gatefault.filter.classify.Cause;
import io.github.gatefault.filter.classify.Failure;
import io.github.gatefault.filter.classify.Failure.Answered;
import io.github.gatefault.filter.classify.Failure.Thrown;
import io.github.gatefault.filter.classify.FailureClassifier;
import io.github.gatefault.filter.classify.Phase;
import io.github.gatefault.filter.classify.Verdict;
import io.github.gatefault.filter.incident.IncidentListener;
import io.github.gatefault.filter.incident.IncidentStore;
import io.github.gatefault.filter.internal.config.Statuses;
import io.github.gatefault.filter.internal.exchange.Exchange;
import io.github.gatefault.filter.internal.exchange.FailureHandler;
import io.github.gatefault.filter.internal.fingerprint.GatewayFingerprints;
import io.github.gatefault.filter.internal.http.ProxyStatusField;
import io.github.gatefault.filter.internal.http.RetryAfter;
import io.github.gatefault.filter.internal.logging.IncidentLog;
import io.github.gatefault.filter.internal.logging.SafeLog;
import io.github.gatefault.filter.internal.upstream.Call;
import io.github.gatefault.filter.internal.upstream.GatewayRoute;
import io.github.gatefault.filter.upstream.Upstreams;
import io.github.gatefault.pages.ClientPreferences;
import io.github.gatefault.pages.ErrorPages;
import io.github.gatefault.pages.Notice;
import io.github.gatefault.pages.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a failure to its answer: cause, incident, page, in this order. Nothing that goes wrong here reaches a visitor. */
public final class FailureResponder implements FailureHandler {
    private static final Logger log = LoggerFactory.getLogger(FailureResponder.class);

    private final List<FailureClassifier> classifiers;
    private final GatewayFingerprints gatewayPages;
    private final Statuses relayedStatuses;
    private final IncidentLog incidentLog = new IncidentLog();
    private final AtomicBoolean pageTroubleTold = new AtomicBoolean();
    private final Supplier<ErrorPages> pages;
    private final AnswerFactory answers;
    private final ToIntBiFunction<CauseType, @Nullable Integer> statusOf;
    private final ClientPreferencesReader visitors;
    private final @Nullable String upstream;
    private final Upstreams upstreams;
    private final List<IncidentListener> listeners;
    private final InstantSource clock;

    public FailureResponder(
            List<FailureClassifier> classifiers,
            GatewayFingerprints gatewayPages,
            Statuses relayedStatuses,
            Supplier<ErrorPages> pages,
            AnswerFactory answers,
            ToIntBiFunction<CauseType, @Nullable Integer> statusOf,
            ClientPreferencesReader visitors,
            @Nullable String upstream,
            Upstreams upstreams,
            List<IncidentListener> listeners,
            InstantSource clock) {
        this.classifiers = List.copyOf(classifiers);
        this.gatewayPages = gatewayPages;
        this.relayedStatuses = relayedStatuses;
        this.pages = pages;
        this.answers = answers;
        this.statusOf = statusOf;
        this.visitors = visitors;
        this.upstream = upstream;
        this.upstreams = upstreams;
        this.listeners = List.copyOf(listeners);
        this.clock = clock;
    }

    /** Tells the listeners that all is ready. */
    public void start(IncidentStore incidents) {
        tell(listener -> listener.onStart(incidents));
    }

    /**
     * Goes the way of the most frequent failure to its pages, and sends them nowhere: what is ours only, since nothing has failed
     * that anybody should hear of.
     */
    public void rehearse() {
        Throwable refused = new ConnectException("Connection refused");
        Failure failure = new Failure(new Thrown(refused), Phase.NOTHING, Duration.ZERO);
        try {
            if (FailureClassifier.ofExceptions().classify(failure) instanceof Cause cause) {
                Instant now = clock.instant();
                Incident incident = Incident.builder("rehearsal", now, cause.type())
                        .status(statusOf.applyAsInt(cause.type(), null))
                        .request("GET", "/")
                        .evidence(cause.evidence())
                        .build();
                incidentLog.rehearse(incident);
                for (String accept : List.of("text/html, */*;q=0.5", "application/problem+json")) {
                    ClientPreferences visitor = new ClientPreferences("GET", accept, "en, *;q=0.5", null, null);
                    answers.of(incident, pages.get().render(incident, visitor), List.of());
                }
            }
        } catch (RuntimeException | LinkageError e) {
            SafeLog.warn(log, "What the first failure needs could not be made ready; it is made then", e);
        }
    }

    /** Tells the listeners that it is over. */
    public void stop() {
        tell(IncidentListener::onStop);
    }

    @Override
    public boolean isRelayedFailure(int status) {
        return relayedStatuses.contains(status);
    }

    @Override
    public boolean mayBeGatewaysOwn(Answered soFar) {
        try {
            return gatewayPages.mayBeGatewayFailure(soFar);
        } catch (RuntimeException e) {
            SafeLog.warn(log, "A relayed failure could not be looked at; it passes as it is", e);
            return false;
        }
    }

    @Override
    public @Nullable Cause classify(Failure failure) {
        for (FailureClassifier classifier : classifiers) {
            try {
                Verdict verdict = classifier.classify(failure);
                if (verdict != null) {
                    return verdict instanceof Cause cause ? cause : null;
                }
            } catch (RuntimeException e) {
                SafeLog.warn(log, "A classifier failed; the next one is asked", e);
            }
        }
        return null;
    }

    @Override
    public Answer answer(Cause cause, Failure failure, Exchange exchange) {
        try {
            return answerOf(cause, failure, exchange);
        } catch (RuntimeException e) {
            SafeLog.error(
                    log,
                    "No answer could be made for exchange " + exchange.id().value()
                            + "; the visitor gets a line of text",
                    e);
            tell(listener -> listener.onRenderFallback(exchange.id().value()));
            return Answer.lastResort(exchange.id().value());
        }
    }

    private Answer answerOf(Cause cause, Failure failure, Exchange exchange) {
        Incident incident = incident(cause, failure, exchange, Outcome.REPLACED);
        record(incident, failure, exchange);
        ClientPreferences visitor = visitors.of(exchange.incoming());
        ErrorPages current = pages.get();
        Page page = current.render(incident, visitor);
        if (page.error() != null) {
            tell(listener -> listener.onRenderFallback(incident.id()));
        }
        current.unsupportedLanguage(visitor)
                .ifPresent(language -> tell(listener -> listener.onMissingLanguage(language)));
        if (page.error() != null && pageTroubleTold.compareAndSet(false, true)) {
            SafeLog.warn(log, "A page could not be made as it should be; visitors get a plainer one", page.error());
        }
        return answers.of(incident, page, ProxyStatusField.parse(exchange.relayedProxyStatus()));
    }

    @Override
    public void aborted(Cause cause, Failure failure, Exchange exchange) {
        record(incident(cause, failure, exchange, Outcome.AFTER_COMMIT), failure, exchange);
    }

    @Override
    public void answered(Exchange exchange, Duration ownTime) {
        tell(listener -> listener.onAnswered(exchange.id().value(), ownTime));
    }

    @Override
    public void clientLeft(Exchange exchange, Throwable how) {
        incidentLog.clientLeft(exchange.id().value(), how);
        tell(listener -> listener.onClientAbort(exchange.id().value()));
    }

    private Incident incident(Cause cause, Failure failure, Exchange exchange, Outcome outcome) {
        HttpServletRequest request = exchange.incoming();
        Call call = exchange.failedCall(failure, cause);
        // Finer than anybody reads or compares.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Incident.Builder incident = Incident.builder(exchange.id().value(), now, cause.type())
                .causeDetail(cause.detail())
                .requestSent(exchange.requestSent(cause, call))
                .status(
                        outcome == Outcome.REPLACED
                                ? statusOf.applyAsInt(cause.type(), cause.receivedStatus())
                                : exchange.status())
                .request(request.getMethod(), request.getRequestURI())
                .duration(failure.elapsed())
                .outcome(outcome)
                .upstream(upstreamOf(cause, call, request))
                .answeredBy(cause.answeredBy())
                .receivedStatus(cause.receivedStatus())
                .traceId(exchange.id().isTraceId() ? exchange.id().value() : null)
                .evidence(cause.evidence())
                .confidence(cause.confidence());
        Duration wait = wait(cause, exchange, now);
        if (wait != null) {
            incident.retryAfter(wait);
        }
        return incident.build();
    }

    /**
     * Returns the upstream's name: what the failure tells, else that of the host that was called, else that of the gateway's
     * route, else the only one there is.
     */
    private @Nullable String upstreamOf(Cause cause, @Nullable Call call, HttpServletRequest request) {
        if (cause.upstream() != null) {
            return cause.upstream();
        }
        Optional<String> configured = call == null ? Optional.empty() : upstreams.nameOf(call.host(), call.port());
        return configured.or(() -> GatewayRoute.idOf(request)).orElse(upstream);
    }

    /** Returns how long to wait: what an operator says, else what the upstream says, else nothing that is known here. */
    private @Nullable Duration wait(Cause cause, Exchange exchange, Instant now) {
        Instant until = pages.get()
                .notice(exchange.incoming().getServerName(), now)
                .map(Notice::until)
                .orElse(null);
        return until != null && cause.type().retryable()
                ? Duration.between(now, until)
                : RetryAfter.parse(exchange.relayedRetryAfter(), now);
    }

    private void record(Incident incident, Failure failure, Exchange exchange) {
        Throwable exception = failure.seen() instanceof Thrown thrown ? thrown.exception() : null;
        incidentLog.incident(incident, exception);
        tell(listener -> listener.onIncident(incident, exchange.incoming(), exception));
    }

    private void tell(Consumer<IncidentListener> news) {
        for (IncidentListener listener : listeners) {
            try {
                news.accept(listener);
            } catch (RuntimeException | LinkageError e) {
                SafeLog.warn(log, "A listener failed; the visitor is answered all the same", e);
            }
        }
    }
}
