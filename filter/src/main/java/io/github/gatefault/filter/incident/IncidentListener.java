package io.github.gatefault.filter.incident;

import io.github.gatefault.cause.Incident;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Hears of every incident, after it is logged and before the visitor is answered, on the thread that found it, which may be
 * a client's or a timer's: it must not block. What it throws is logged and harms nobody.
 */
@FunctionalInterface
public interface IncidentListener {
    /**
     * Takes note that a filter starts.
     *
     * @param incidents where its incidents are kept
     */
    default void onStart(IncidentStore incidents) {}

    /** Takes note that the filter stops; of requests that are under way it may still tell. */
    default void onStop() {}

    /** Takes an incident. */
    void onIncident(Incident incident);

    /**
     * Takes an incident with what it came from, for whoever hands it on to something that hangs on the request, such as an
     * observation or a span. By default the same as {@link #onIncident(Incident)}, which is not called besides.
     *
     * @param incident the incident
     * @param request the visitor's request; not to be kept
     * @param exception what was thrown; {@code null} where an answer was the failure
     */
    default void onIncident(Incident incident, HttpServletRequest request, @Nullable Throwable exception) {
        onIncident(incident);
    }

    /**
     * Takes note that a visitor left before the answer was complete, which is nobody's failure.
     *
     * @param correlationId the ID of the exchange
     */
    default void onClientAbort(String correlationId) {}

    /**
     * Takes note that a visitor was answered in another language than the one that was wanted most, for there are no words in
     * it: whoever counts these knows which language to add next.
     *
     * @param language a language of ISO 639 by its two letters, such as {@code sw}; no more than two hundred values
     */
    default void onMissingLanguage(String language) {}

    /**
     * Takes note that a visitor got a plainer answer than the one that was wanted, for the page could not be made.
     *
     * @param correlationId the ID of the exchange
     */
    default void onRenderFallback(String correlationId) {}

    /**
     * Takes note that an answer of the filter's is written.
     *
     * @param correlationId the ID of the exchange
     * @param ownTime what the filter, its listeners and the container took for it, since the failure was noticed
     */
    default void onAnswered(String correlationId, Duration ownTime) {}
}
