package io.github.gatefault.spring;

import io.github.gatefault.filter.BadGatewayFilter;
import io.github.gatefault.filter.GatefaultBuilder;
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
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.context.WebApplicationContext;

/**
 * Answers for upstreams that fail, in every servlet application; {@code gatefault.enabled=false} switches it off. A bean of
 * the application's own of any type below, and a registration of the same name, stands in the place of ours.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(prefix = "gatefault", name = "enabled", havingValue = "true", matchIfMissing = true)
@EnableConfigurationProperties(GatefaultProperties.class)
@Import({ClientsConfiguration.class, IncidentStoreConfiguration.class, ObservabilityConfiguration.class})
public class GatefaultAutoConfiguration implements ApplicationListener<ApplicationReadyEvent> {
    private static final Logger log = LoggerFactory.getLogger(GatefaultAutoConfiguration.class);
    private static final String REGISTRATION = "gatefaultFilterRegistration";

    /** For Spring only. */
    GatefaultAutoConfiguration() {}

    @Bean
    static UnsetProperties gatefaultUnsetProperties() {
        return new UnsetProperties();
    }

    @Bean
    @ConditionalOnMissingBean
    NoticeBoard gatefaultNotices() {
        return new NoticeBoard();
    }

    /** Starts with the application wherever that could tell that something is wrong, else on demand. */
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
        if (properties.checksCompatibility()) {
            TestedVersions.check(SpringBootVersion.getVersion());
        }
        // Whoever looks for them there does not wait for the filter.
        context.setAttribute(BadGatewayFilter.NOTICES, notices);
        context.setAttribute(BadGatewayFilter.INCIDENTS, incidents);
        if (!upstreams.all().isEmpty()) {
            context.setAttribute(BadGatewayFilter.UPSTREAMS, upstreams);
        }
        Supplier<GatefaultBuilder> settings = () -> {
            GatefaultBuilder builder = BadGatewayFilter.builder(settings(properties, application))
                    .upstreams(upstreams)
                    .incidentStore(incidents);
            // Plain loops: each lambda costs the start half a millisecond.
            for (IncidentListener listener : listeners.orderedStream().toList()) {
                builder.listeners(listener);
            }
            for (FailureClassifier classifier : classifiers.orderedStream().toList()) {
                builder.classifiers(classifier);
            }
            LanguageResolver resolver = languageResolver.getIfAvailable();
            if (resolver != null) {
                builder.languageResolver(resolver);
            }
            for (GatefaultCustomizer customizer : customizers.orderedStream().toList()) {
                customizer.customize(builder);
            }
            return builder;
        };
        try {
            // Here, and not by the container, whose log would be the only place to tell what is wrong.
            if (isAnythingSaid(properties, application)) {
                BadGatewayFilter filter = settings.get().build();
                filter.start(context);
                return filter;
            }
            return BadGatewayFilter.onDemand(settings, context);
        } catch (IllegalArgumentException e) {
            throw unusable(settings(properties, application), e);
        }
    }

    private static Map<String, String> settings(GatefaultProperties properties, WebApplicationContext application) {
        Map<String, String> settings = properties.settings();
        String actuator = ActuatorPaths.of(application.getEnvironment(), application.getClassLoader());
        if (actuator != null) {
            String own = settings.get("exclude-paths");
            settings.put("exclude-paths", own == null ? actuator : own + ", " + actuator);
        }
        return settings;
    }

    /** Returns whether the application says anything that may be wrong; the defaults are not. */
    private static boolean isAnythingSaid(GatefaultProperties properties, WebApplicationContext application) {
        return !properties.areUnset()
                || ActuatorPaths.areSaid(application.getEnvironment())
                || BeanFactoryUtils.beanNamesForTypeIncludingAncestors(application, GatefaultCustomizer.class).length
                        > 0;
    }

    private static UnusableConfigurationException unusable(Map<String, String> settings, IllegalArgumentException e) {
        String message = String.valueOf(e.getMessage());
        boolean namesAKey = settings.keySet().stream().anyMatch(key -> message.startsWith(key + " "));
        return new UnusableConfigurationException(
                namesAKey ? GatefaultProperties.PREFIX + "." + message : "gatefault cannot start: " + message,
                "Correct what application.yaml, or another source of properties, says below gatefault; docs/configuration.md explains all keys.",
                e);
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
        registration.setOrder(properties.filterOrder());
        return registration;
    }

    /** What the first failure needs is made ready beside the application, which has started by then. */
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
            // An application that ends at once has no beans any more to make it of.
            if (application.isActive()) {
                log.warn("gatefault is not ready ahead of the first request", e);
            }
        }
    }
}
