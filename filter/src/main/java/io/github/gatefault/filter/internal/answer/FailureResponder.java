package io.github.gatefault.filter.internal.answer;

import io.github.gatefault.cause.Incident;
import io.github.gatefault.cause.Outcome;
import io.github.gatefault.filter.classify.Cause;
import io.github.gatefault.filter.classify.Failure;
import io.github.gatefault.filter.classify.Failure.Thrown;
import io.github.gatefault.filter.classify.FailureClassifier;
import io.github.gatefault.filter.classify.Phase;
import io.github.gatefault.filter.incident.IncidentListener;
import io.github.gatefault.filter.incident.IncidentStore;
import io.github.gatefault.filter.internal.http.ProxyStatusField;
import io.github.gatefault.filter.internal.logging.IncidentLog;
import io.github.gatefault.filter.internal.logging.SafeLog;
import io.github.gatefault.pages.ClientPreferences;
import io.github.gatefault.pages.ErrorPages;
import io.github.gatefault.pages.Page;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records a failed exchange and makes its answer: incident, log and listeners, page. What fails here reaches no client. */
public final class FailureResponder {
    private static final Logger log = LoggerFactory.getLogger(FailureResponder.class);

    private final IncidentLog incidentLog = new IncidentLog();
    private final AtomicBoolean pageErrorLogged = new AtomicBoolean();
    private final IncidentFactory incidents;
    private final Supplier<ErrorPages> pages;
    private final AnswerFactory answers;
    private final ClientPreferencesReader preferences;
    private final List<IncidentListener> listeners;

    /** Makes the responder; the listeners are called in this order. */
    public FailureResponder(
            IncidentFactory incidents,
            Supplier<ErrorPages> pages,
            AnswerFactory answers,
            ClientPreferencesReader preferences,
            List<IncidentListener> listeners) {
        this.incidents = incidents;
        this.pages = pages;
        this.answers = answers;
        this.preferences = preferences;
        this.listeners = List.copyOf(listeners);
    }

    /** Tells the listeners that the filter has started. */
    public void start(IncidentStore store) {
        notifyListeners(listener -> listener.onStart(store));
    }

    /** Tells the listeners that the filter has stopped. */
    public void stop() {
        notifyListeners(IncidentListener::onStop);
    }

    /**
     * Rehearses the most frequent failure, so that the first real one waits for no class loading: renders its pages and sends
     * them nowhere. Nothing is logged, and no listener is called.
     */
    public void warmUp() {
        Throwable refused = new ConnectException("Connection refused");
        Failure failure = new Failure(new Thrown(refused), Phase.NOTHING, Duration.ZERO);
        try {
            if (FailureClassifier.ofExceptions().classify(failure) instanceof Cause cause) {
                Incident incident = incidents.sample(cause);
                incidentLog.rehearse(incident);
                for (String accept : List.of("text/html, */*;q=0.5", "application/problem+json")) {
                    ClientPreferences client = new ClientPreferences("GET", accept, "en, *;q=0.5", null, null);
                    answers.of(incident, pages.get().render(incident, client), List.of());
                }
            }
        } catch (RuntimeException | LinkageError e) {
            SafeLog.warn(log, "The warm-up failed; the first failure takes longer", e);
        }
    }

    /** Records the failure and returns its answer. */
    public Answer answer(FailedExchange failed) {
        try {
            return answerOf(failed);
        } catch (RuntimeException e) {
            String id = failed.id().value();
            SafeLog.error(log, "The answer for exchange " + id + " failed; a line of plain text is sent instead", e);
            notifyListeners(listener -> listener.onRenderFallback(id));
            return Answer.lastResort(id);
        }
    }

    private Answer answerOf(FailedExchange failed) {
        Incident incident = record(failed, Outcome.REPLACED);
        ClientPreferences client = preferences.read(failed.request());
        ErrorPages current = pages.get();
        Page page = current.render(incident, client);
        if (page.error() != null) {
            notifyListeners(listener -> listener.onRenderFallback(incident.id()));
        }
        current.unsupportedLanguage(client)
                .ifPresent(language -> notifyListeners(listener -> listener.onMissingLanguage(language)));
        if (page.error() != null && pageErrorLogged.compareAndSet(false, true)) {
            SafeLog.warn(log, "Rendering a page failed; a plainer page is sent instead", page.error());
        }
        return answers.of(incident, page, ProxyStatusField.parse(failed.relayedProxyStatus()));
    }

    /** Records a failure after which the response was cut off. */
    public void aborted(FailedExchange failed) {
        record(failed, Outcome.AFTER_COMMIT);
    }

    /** Tells the listeners that an answer was written; {@code ownTime} is the time since the failure was noticed. */
    public void answered(String correlationId, Duration ownTime) {
        notifyListeners(listener -> listener.onAnswered(correlationId, ownTime));
    }

    /** Records that the client left; {@code thrown} shows how. */
    public void clientLeft(String correlationId, Throwable thrown) {
        incidentLog.clientLeft(correlationId, thrown);
        notifyListeners(listener -> listener.onClientAbort(correlationId));
    }

    private Incident record(FailedExchange failed, Outcome outcome) {
        Incident incident = incidents.create(failed, outcome);
        Throwable exception = failed.failure().seen() instanceof Thrown thrown ? thrown.exception() : null;
        incidentLog.incident(incident, exception);
        notifyListeners(listener -> listener.onIncident(incident, failed.request(), exception));
        return incident;
    }

    private void notifyListeners(Consumer<IncidentListener> event) {
        for (IncidentListener listener : listeners) {
            try {
                event.accept(listener);
            } catch (RuntimeException | LinkageError e) {
                SafeLog.warn(log, "A listener failed; the answer is sent all the same", e);
            }
        }
    }
}
