package io.github.gatefault.filter;

import io.github.gatefault.filter.metrics.GatefaultMetrics;
import io.micrometer.core.instrument.Metrics;
import jakarta.servlet.ServletContext;

/** The meters of an application in Micrometer's global registry, which all its filters share. */
final class Meters {
    private static final String ATTRIBUTE = "io.github.gatefault.metrics";

    private Meters() {}

    /**
     * Returns what counts.
     *
     * @throws IllegalArgumentException if there is no Micrometer to count with; the message names the setting
     */
    static IncidentListener of(ServletContext context) {
        if (context.getAttribute(ATTRIBUTE) instanceof IncidentListener others) {
            return others;
        }
        try {
            IncidentListener meters = inGlobalRegistry();
            context.setAttribute(ATTRIBUTE, meters);
            return meters;
        } catch (NoClassDefFoundError e) {
            throw new IllegalArgumentException(
                    "metrics is \"true\": Micrometer is not on the class path; allowed is true only with io.micrometer:micrometer-core",
                    e);
        }
    }

    private static IncidentListener inGlobalRegistry() {
        GatefaultMetrics meters = new GatefaultMetrics();
        meters.bindTo(Metrics.globalRegistry);
        return meters;
    }
}
