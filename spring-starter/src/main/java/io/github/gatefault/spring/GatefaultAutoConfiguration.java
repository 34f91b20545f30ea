package io.github.gatefault.spring;

import io.github.gatefault.filter.BadGatewayFilter;
import io.github.gatefault.filter.LanguageResolver;
import io.github.gatefault.filter.classify.FailureClassifier;
import io.github.gatefault.filter.incident.IncidentListener;
import io.github.gatefault.filter.incident.IncidentStore;
import io.github.gatefault.filter.upstream.Upstreams;
import io.github.gatefault.pages.NoticeBoard;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.web.context.WebApplicationContext;

/**
 * Answers when an upstream fails, in every servlet application. {@code gatefault.enabled=false} turns it off. A bean of the
 * application's own of any type below, or a registration of the same name, replaces the default one.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(prefix = "gatefault", name = "enabled", havingValue = "true", matchIfMissing = true)
@Import({ClientsConfiguration.class, IncidentStoreConfiguration.class, ObservabilityConfiguration.class})
public class GatefaultAutoConfiguration implements ApplicationListener<ApplicationReadyEvent> {
    private static final Logger log = LoggerFactory.getLogger(GatefaultAutoConfiguration.class);
    private static final String REGISTRATION = "gatefaultFilterRegistration";

    /** For Spring only. */
    GatefaultAutoConfiguration() {}

    @Bean
    static GatefaultProperties gatefaultProperties(Environment environment) {
        try {
            return GatefaultProperties.of(environment);
        } catch (IllegalArgumentException e) {
            throw UnusableConfigurationException.of(e);
        }
    }

    @Bean
    @ConditionalOnMissingBean
    NoticeBoard gatefaultNotices() {
        return new NoticeBoard();
    }

    /** Starts the filter here, and not when the container does, so that Spring Boot reports what is wrong. */
    @Bean
    @ConditionalOnMissingBean
    BadGatewayFilter gatefaultFilter(
            GatefaultProperties properties,
            NoticeBoard notices,
            Upstreams upstreams,
            IncidentStore incidents,
            ObjectProvider<IncidentListener> listeners,
            ObjectProvider<FailureClassifier> classifiers,
            ObjectProvider<LanguageResolver> languageResolver,
            ObjectProvider<GatefaultCustomizer> customizers,
            WebApplicationContext application,
            ServletContext context) {
        context.setAttribute(BadGatewayFilter.NOTICES, notices);
        try {
            if (properties.get(GatefaultProperties.COMPATIBILITY_CHECK)) {
                TestedVersions.check(SpringBootVersion.getVersion());
            }
            BadGatewayFilter.Builder builder = BadGatewayFilter.builder(settings(properties, application))
                    .upstreams(upstreams)
                    .incidentStore(incidents);
            listeners.orderedStream().forEach(builder::listeners);
            classifiers.orderedStream().forEach(builder::classifiers);
            languageResolver.ifAvailable(builder::languageResolver);
            customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
            BadGatewayFilter filter = builder.build();
            filter.start(context);
            return filter;
        } catch (IllegalArgumentException e) {
            throw UnusableConfigurationException.of(e);
        }
    }

    private static Map<String, String> settings(GatefaultProperties properties, WebApplicationContext application) {
        Map<String, String> settings = properties.settings();
        String actuator = ActuatorPaths.of(application.getEnvironment(), application.getClassLoader());
        if (actuator != null) {
            settings.merge("exclude-paths", actuator, (own, added) -> own + ", " + added);
        }
        return settings;
    }

    /** Maps the filter to all dispatcher types: without FORWARD, Tomcat drops our answer for what a controller forwarded. */
    @Bean(REGISTRATION)
    @ConditionalOnMissingBean(name = REGISTRATION)
    FilterRegistrationBean<BadGatewayFilter> gatefaultFilterRegistration(
            BadGatewayFilter filter, GatefaultProperties properties) {
        FilterRegistrationBean<BadGatewayFilter> registration = new FilterRegistrationBean<>(filter);
        registration.setName("gatefault");
        registration.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
        registration.setAsyncSupported(true);
        registration.setOrder(properties.get(GatefaultProperties.ORDER));
        return registration;
    }

    /** Warms up in a thread of its own, once the application has started. */
    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        Thread thread = new Thread(() -> warmUp(event.getApplicationContext()), "gatefault-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    private static void warmUp(ConfigurableApplicationContext application) {
        try {
            application.getBeanProvider(BadGatewayFilter.class).ifUnique(BadGatewayFilter::warmUp);
        } catch (RuntimeException e) {
            // An application that ends at once has no beans any more.
            if (application.isActive()) {
                log.warn("gatefault is not ready ahead of the first request", e);
            }
        }
    }
}
