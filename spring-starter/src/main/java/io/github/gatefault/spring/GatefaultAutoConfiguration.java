package io.github.gatefault.spring;

import io.github.gatefault.filter.BadGatewayFilter;
import io.github.gatefault.filter.GatefaultBuilder;
import io.github.gatefault.filter.IncidentListener;
import io.github.gatefault.filter.LanguageResolver;
import io.github.gatefault.filter.classify.FailureClassifier;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/**
 * Answers for upstreams that fail, in every servlet application; {@code gatefault.enabled=false} switches it off. A bean of
 * the application's own of any type below, and a registration of the same name, stands in the place of ours.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(prefix = "gatefault", name = "enabled", havingValue = "true", matchIfMissing = true)
@EnableConfigurationProperties(GatefaultProperties.class)
public class GatefaultAutoConfiguration {
    private static final String REGISTRATION = "gatefaultFilterRegistration";

    /** For Spring only. */
    GatefaultAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    BadGatewayFilter gatefaultFilter(
            ObjectProvider<IncidentListener> listeners,
            ObjectProvider<FailureClassifier> classifiers,
            ObjectProvider<LanguageResolver> languageResolver) {
        GatefaultBuilder builder = BadGatewayFilter.builder();
        listeners.orderedStream().forEach(builder::listeners);
        classifiers.orderedStream().forEach(builder::classifiers);
        languageResolver.ifAvailable(builder::languageResolver);
        return builder.build();
    }

    /** To all dispatcher types: without FORWARD, Tomcat takes no answer from us for what a controller forwarded. */
    @Bean(REGISTRATION)
    @ConditionalOnMissingBean(name = REGISTRATION)
    FilterRegistrationBean<BadGatewayFilter> gatefaultFilterRegistration(
            BadGatewayFilter filter, GatefaultProperties properties) {
        FilterRegistrationBean<BadGatewayFilter> registration = new FilterRegistrationBean<>(filter);
        registration.setName("gatefault");
        registration.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
        registration.setAsyncSupported(true);
        registration.setOrder(properties.order());
        return registration;
    }
}
