package io.github.gatefault.filter.incident;

import io.github.gatefault.cause.Incident;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Is called for every incident, after the log event and before the answer. The thread is the one that found the failure, which may
 * belong to an HTTP client or a timer, so a listener must not block. The filter logs an exception of a listener and answers all the
 * same.
 */
@FunctionalInterface
public interface IncidentListener {
    /**
     * Called when a filter starts.
     *
     * @param incidents the store of its incidents
     */
    default void onStart(IncidentStore incidents) {}

    /** Called when the filter stops. Incidents of requests that are under way may follow. */
    default void onStop() {}

    /** Called for an incident. */
    void onIncident(Incident incident);

    /**
     * Called for an incident, with the request and the exception, such as for a span of the request. By default it calls
     * {@link #onIncident(Incident)}, which the filter does not call by itself.
     *
     * @param incident the incident
     * @param request the visitor's request; do not keep a reference to it
     * @param exception the exception; {@code null} if the failure was an answer of the upstream
     */
    default void onIncident(Incident incident, HttpServletRequest request, @Nullable Throwable exception) {
        onIncident(incident);
    }

    /**
     * Called when a visitor left before the answer was complete, which is not a failure.
     *
     * @param correlationId the ID of the exchange
     */
    default void onClientAbort(String correlationId) {}

    /**
     * Called when the library does not speak the language that the visitor prefers. A count of these shows which language to add
     * next.
     *
     * @param language an ISO 639 code of two letters, such as {@code sw}; at most two hundred different values
     */
    default void onMissingLanguage(String language) {}

    /**
     * Called when a page could not be rendered, and the visitor got a plainer answer.
     *
     * @param correlationId the ID of the exchange
     */
    default void onRenderFallback(String correlationId) {}

    /**
     * Called when the filter has written an answer.
     *
     * @param correlationId the ID of the exchange
     * @param ownTime the time of the filter, its listeners and the container, since the failure was found
     */
    default void onAnswered(String correlationId, Duration ownTime) {}
}
