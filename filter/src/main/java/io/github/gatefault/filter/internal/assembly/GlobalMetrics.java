package io.github.gatefault.filter.internal.assembly;

import io.github.gatefault.filter.incident.IncidentListener;
import io.github.gatefault.filter.metrics.GatefaultMetrics;
import io.micrometer.core.instrument.Metrics;
import jakarta.servlet.ServletContext;

/** The metrics in Micrometer's global registry, which all filters of an application share. Micrometer may be absent. */
final class GlobalMetrics {
    private static final String ATTRIBUTE = "io.github.gatefault.metrics";

    private GlobalMetrics() {}

    static IncidentListener of(ServletContext context) {
        if (context.getAttribute(ATTRIBUTE) instanceof IncidentListener shared) {
            return shared;
        }
        GatefaultMetrics metrics = new GatefaultMetrics();
        metrics.bindTo(Metrics.globalRegistry);
        context.setAttribute(ATTRIBUTE, metrics);
        return metrics;
    }
}
