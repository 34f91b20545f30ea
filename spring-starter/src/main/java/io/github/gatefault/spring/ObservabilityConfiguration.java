package io.github.gatefault.spring;

import io.github.gatefault.filter.incident.IncidentListener;
import io.github.gatefault.filter.incident.IncidentStore;
import io.github.gatefault.filter.lookup.IncidentLookup;
import io.github.gatefault.filter.lookup.LogLink;
import io.github.gatefault.filter.metrics.GatefaultMetrics;
import io.github.gatefault.filter.upstream.Upstreams;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/**
 * Beans for Micrometer's meters, observations and traces and for the actuator, if they are on the class path. The application's
 * bean of the same name or, where one is enough, of the same type replaces each of them.
 */
@Configuration(proxyBeanMethods = false)
class ObservabilityConfiguration {
    private static final String OBSERVATION_LISTENER = "gatefaultObservedFailures";
    private static final String TRACE_ID_CUSTOMIZER = "gatefaultActiveTrace";

    /** The meters. Spring Boot binds them to its registries. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "io.micrometer.core.instrument.binder.MeterBinder")
    static class Meters {
        @Bean
        @ConditionalOnMissingBean
        GatefaultMetrics gatefaultMetrics() {
            return new GatefaultMetrics();
        }
    }

    /** The exception in {@code http.server.requests} and in the request's span. */
    @Lazy
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "io.micrometer.observation.Observation")
    static class Observations {
        @Bean(OBSERVATION_LISTENER)
        @ConditionalOnMissingBean(name = OBSERVATION_LISTENER)
        IncidentListener observationErrorListener() {
            return new ObservationErrorListener();
        }
    }

    /** The trace ID as the correlation ID. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "io.micrometer.tracing.Tracer")
    static class Traces {
        @Bean(TRACE_ID_CUSTOMIZER)
        @ConditionalOnMissingBean(name = TRACE_ID_CUSTOMIZER)
        GatefaultCustomizer activeTrace(ObjectProvider<Tracer> tracer) {
            return builder -> tracer.ifAvailable(available -> builder.activeTrace(() -> traceId(available)));
        }

        private static @Nullable String traceId(Tracer tracer) {
            Span span = tracer.currentSpan();
            return span == null ? null : span.context().traceId();
        }
    }

    /** The endpoint {@code gatefault}. {@code management.endpoints.web.exposure.include} exposes it. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(
            name = "org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint")
    static class Endpoints {
        @Bean
        @ConditionalOnMissingBean
        @ConditionalOnAvailableEndpoint
        GatefaultEndpoint gatefaultEndpoint(IncidentLookup lookup) {
            return new GatefaultEndpoint(lookup);
        }
    }

    @Bean
    @ConditionalOnMissingBean
    IncidentLookup gatefaultIncidentLookup(IncidentStore store, Upstreams upstreams, GatefaultProperties properties) {
        IncidentLookup lookup = IncidentLookup.in(store).withUpstreams(upstreams);
        String link = properties.find(GatefaultProperties.LOG_LINK);
        try {
            return link == null ? lookup : lookup.withLogLink(LogLink.of(link));
        } catch (IllegalArgumentException e) {
            throw new UnusableConfigurationException(
                    "gatefault.log-link \"" + link + "\" " + e.getMessage(), "Correct or remove it.", e);
        }
    }
}
