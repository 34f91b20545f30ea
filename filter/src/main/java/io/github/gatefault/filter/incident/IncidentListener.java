package io.github.gatefault.filter.incident;

import io.github.gatefault.cause.Incident;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Is called for every incident, after the log event and before the answer. The thread may belong to an HTTP client or a timer, so a
 * listener must not block. If a listener throws, the filter logs the exception and answers all the same.
 */
@FunctionalInterface
public interface IncidentListener {
    /** Called when a filter starts, with the store of its incidents. */
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

    /** Called with the ID of an exchange whose visitor left before the answer was complete, which is not a failure. */
    default void onClientAbort(String correlationId) {}

    /**
     * Called when the language that the visitor prefers has no translation.
     *
     * @param language an ISO 639 code of two letters, such as {@code sw}; at most two hundred different values
     */
    default void onMissingLanguage(String language) {}

    /** Called with the ID of an exchange whose page could not be rendered, so that the visitor got a plainer answer. */
    default void onRenderFallback(String correlationId) {}

    /**
     * Called when the filter has written an answer.
     *
     * @param correlationId the ID of the exchange
     * @param ownTime the time of the filter, its listeners and the container, since the failure was found
     */
    default void onAnswered(String correlationId, Duration ownTime) {}
}
