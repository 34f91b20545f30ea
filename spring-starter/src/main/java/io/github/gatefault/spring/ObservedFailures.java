package io.github.gatefault.spring;

import io.github.gatefault.cause.Incident;
import io.github.gatefault.filter.incident.IncidentListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.ServerHttpObservationFilter;

/**
 * Tells the observation of the visitor's request what failed: it sees a whole answer and no exception, since the filter has dealt
 * with that.
 */
final class ObservedFailures implements IncidentListener {
    @Override
    public void onIncident(Incident incident) {}

    @Override
    public void onIncident(Incident incident, HttpServletRequest request, @Nullable Throwable exception) {
        if (exception != null) {
            ServerHttpObservationFilter.findObservationContext(request)
                    .ifPresent(context -> context.setError(withoutTheServletsWrapper(exception)));
        }
    }

    private static Throwable withoutTheServletsWrapper(Throwable exception) {
        Throwable cause = exception.getCause();
        return exception instanceof ServletException && cause != null ? cause : exception;
    }
}
