package io.github.gatefault.spring;

import io.github.gatefault.cause.Incident;
import io.github.gatefault.filter.incident.IncidentListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.ServerHttpObservationFilter;

/**
 * Sets the exception of an incident as the error of the request's observation. Without it the observation would see none, since
 * the filter answers for the exception.
 */
final class ObservationErrorListener implements IncidentListener {
    @Override
    public void onIncident(Incident incident) {}

    @Override
    public void onIncident(Incident incident, HttpServletRequest request, @Nullable Throwable exception) {
        if (exception != null) {
            ServerHttpObservationFilter.findObservationContext(request)
                    .ifPresent(context -> context.setError(unwrapped(exception)));
        }
    }

    private static Throwable unwrapped(Throwable exception) {
        Throwable cause = exception.getCause();
        return exception instanceof ServletException && cause != null ? cause : exception;
    }
}
