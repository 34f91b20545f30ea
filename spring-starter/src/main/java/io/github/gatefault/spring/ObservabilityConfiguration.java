package io.github.gatefault.spring;

import io.github.gatefault.filter.incident.IncidentListener;
import io.github.gatefault.filter.incident.IncidentStore;
import io.github.gatefault.filter.lookup.IncidentLookup;
import io.github.gatefault.filter.lookup.LogLink;
import io.github.gatefault.filter.metrics.GatefaultMetrics;
import io.github.gatefault.filter.upstream.Upstreams;
import io.micrometer.tracing.Tracer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/**
 * What Spring Boot's users look at, where it is there: the observation of requests, the trace and the actuator. Each bean stands
 * back behind one of the same name or, where it is the only one of its kind, of the same type.
 */
@Configuration(proxyBeanMethods = false)
class ObservabilityConfiguration {
    private static final String OBSERVATION = "gatefaultObservedFailures";
    private static final String TRACE = "gatefaultActiveTrace";

    /** The meters; Spring Boot binds them to whatever registry there is. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "io.micrometer.core.instrument.binder.MeterBinder")
    static class Meters {
        @Bean
        @ConditionalOnMissingBean
        GatefaultMetrics gatefaultMetrics() {
            return new GatefaultMetrics();
        }
    }

    /** The failure in {@code http.server.requests} and in the request's span. */
    @Lazy
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "io.micrometer.observation.Observation")
    static class Observations {
        @Bean(OBSERVATION)
        @ConditionalOnMissingBean(name = OBSERVATION)
        IncidentListener observedFailures() {
            return new ObservedFailures();
        }
    }

    /** The trace-id as the ID. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "io.micrometer.tracing.Tracer")
    static class Traces {
        @Bean(TRACE)
        @ConditionalOnMissingBean(name = TRACE)
        GatefaultCustomizer activeTrace(ObjectProvider<Tracer> tracer) {
            return builder -> tracer.ifAvailable(known -> builder.activeTrace(new ActiveTrace(known)));
        }
    }

    /** The endpoint {@code gatefault}; not exposed unless {@code management.endpoints.web.exposure.include} says so. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(
            name = "org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint")
    static class Lookups {
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
        String link = properties.logLink();
        return link == null ? lookup : withLogLink(lookup, link);
    }

    private static IncidentLookup withLogLink(IncidentLookup lookup, String setting) {
        try {
            return lookup.withLogLink(LogLink.of(setting));
        } catch (IllegalArgumentException e) {
            throw new UnusableConfigurationException(
                    "gatefault.log-link \"" + setting + "\" " + e.getMessage(), "Correct or remove it.", e);
        }
    }
}
