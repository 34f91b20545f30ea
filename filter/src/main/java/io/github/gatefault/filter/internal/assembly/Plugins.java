package io.github.gatefault.filter.internal.assembly;

import io.github.gatefault.filter.classify.FailureClassifier;
import io.github.gatefault.filter.incident.IncidentListener;
import io.github.gatefault.filter.incident.IncidentStore;
import io.github.gatefault.filter.upstream.Upstreams;
import io.github.gatefault.pages.brand.Brand;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What code plugs into a filter, and text cannot say.
 *
 * @param activeTrace supplies the active trace ID; {@code null} for OpenTelemetry's, where it is present
 * @param brand the brand of all hosts
 * @param brandsByHost other brands by host
 * @param upstreams the upstreams that have names
 * @param listeners called for every incident, in order
 * @param classifiers asked before the built-in rules, in order
 * @param languageResolver finds the visitor's language; {@code null} for none
 * @param incidentStore where incidents are kept; {@code null} for the application's or the default
 */
public record Plugins(
        @Nullable Supplier<? extends @Nullable String> activeTrace,
        Brand brand,
        Map<String, Brand> brandsByHost,
        Upstreams upstreams,
        List<IncidentListener> listeners,
        List<FailureClassifier> classifiers,
        @Nullable Function<HttpServletRequest, @Nullable Locale> languageResolver,
        @Nullable IncidentStore incidentStore) {
    /** Copies the collections. */
    public Plugins {
        brandsByHost = new LinkedHashMap<>(brandsByHost);
        listeners = List.copyOf(listeners);
        classifiers = List.copyOf(classifiers);
    }

    /** Returns the same, with this resolver. */
    public Plugins withLanguageResolver(Function<HttpServletRequest, @Nullable Locale> resolver) {
        return new Plugins(
                activeTrace, brand, brandsByHost, upstreams, listeners, classifiers, resolver, incidentStore);
    }
}
