package io.github.gatefault.filter.metrics;

import io.github.gatefault.filter.incident.IncidentListener;
import io.micrometer.core.instrument.Metrics;
import jakarta.servlet.ServletContext;

/** The meters of an application in Micrometer's global registry, which all its filters share. */
public final class GlobalMetrics {
    private static final String ATTRIBUTE = "io.github.gatefault.metrics";

    private GlobalMetrics() {}

    /** Returns what counts. */
    public static IncidentListener of(ServletContext context) {
        if (context.getAttribute(ATTRIBUTE) instanceof IncidentListener others) {
            return others;
        }
        GatefaultMetrics meters = new GatefaultMetrics();
        meters.bindTo(Metrics.globalRegistry);
        context.setAttribute(ATTRIBUTE, meters);
        return meters;
    }
}
