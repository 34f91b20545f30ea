package io.github.gatefault.spring;

import feign.Capability;
import io.github.gatefault.filter.internal.config.FilterSettings;
import io.github.gatefault.filter.upstream.Upstreams;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/**
 * Names the upstreams, sends the ID with the calls of the application's clients, and reports these calls to the filter. This covers
 * Spring Boot's builders, HTTP interfaces and Feign. An application's bean of the same name replaces each bean.
 */
@Configuration(proxyBeanMethods = false)
class ClientsConfiguration {
    private static final String REST_CLIENT = "gatefaultRestClientCustomizer";
    private static final String REST_TEMPLATE = "gatefaultRestTemplateCustomizer";
    private static final String WEB_CLIENT = "gatefaultWebClientCustomizer";
    private static final String FEIGN = "gatefaultFeignCapability";

    @Bean
    @Lazy
    OutgoingCalls gatefaultOutgoingCalls(GatefaultProperties properties) {
        return new OutgoingCalls(
                properties.get(FilterSettings.CORRELATION_HEADER),
                properties.get(GatefaultProperties.SEND_CORRELATION_ID));
    }

    @Bean
    @ConditionalOnMissingBean
    Upstreams gatefaultUpstreams(GatefaultProperties properties) {
        try {
            return properties.upstreams();
        } catch (IllegalArgumentException e) {
            throw UnusableConfigurationException.of(e);
        }
    }

    /** For Boot 3, whose own jar has the customizers. */
    @Lazy
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.web.client.RestClientCustomizer")
    static class Boot3RestClients {
        @Bean(REST_CLIENT)
        @ConditionalOnMissingBean(name = REST_CLIENT)
        org.springframework.boot.web.client.RestClientCustomizer restClients(OutgoingCalls calls) {
            return builder -> builder.requestInitializer(new RestCalls(calls));
        }

        @Bean(REST_TEMPLATE)
        @ConditionalOnMissingBean(name = REST_TEMPLATE)
        org.springframework.boot.web.client.RestTemplateCustomizer restTemplates(OutgoingCalls calls) {
            return template -> template.getClientHttpRequestInitializers().add(new RestCalls(calls));
        }
    }

    /** For Boot 4, whose customizers are in an optional module. */
    @Lazy
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.restclient.RestClientCustomizer")
    static class Boot4RestClients {
        @Bean(REST_CLIENT)
        @ConditionalOnMissingBean(name = REST_CLIENT)
        org.springframework.boot.restclient.RestClientCustomizer restClients(OutgoingCalls calls) {
            return builder -> builder.requestInitializer(new RestCalls(calls));
        }

        @Bean(REST_TEMPLATE)
        @ConditionalOnMissingBean(name = REST_TEMPLATE)
        org.springframework.boot.restclient.RestTemplateCustomizer restTemplates(OutgoingCalls calls) {
            return template -> template.getClientHttpRequestInitializers().add(new RestCalls(calls));
        }
    }

    /** For Boot 3, in applications that have WebFlux beside Spring MVC. */
    @Lazy
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(
            name = {
                "org.springframework.boot.web.reactive.function.client.WebClientCustomizer",
                "org.springframework.web.reactive.function.client.WebClient"
            })
    static class Boot3WebClients {
        @Bean(WEB_CLIENT)
        @ConditionalOnMissingBean(name = WEB_CLIENT)
        org.springframework.boot.web.reactive.function.client.WebClientCustomizer webClients(OutgoingCalls calls) {
            return builder -> builder.filter(new WebClientCalls(calls));
        }
    }

    /** For Boot 4. */
    @Lazy
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.webclient.WebClientCustomizer")
    static class Boot4WebClients {
        @Bean(WEB_CLIENT)
        @ConditionalOnMissingBean(name = WEB_CLIENT)
        org.springframework.boot.webclient.WebClientCustomizer webClients(OutgoingCalls calls) {
            return builder -> builder.filter(new WebClientCalls(calls));
        }
    }

    /** Spring Cloud OpenFeign uses it for all clients. */
    @Lazy
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "feign.Capability")
    static class FeignClients {
        @Bean(FEIGN)
        @ConditionalOnMissingBean(name = FEIGN)
        Capability feignClients(OutgoingCalls calls) {
            return new FeignCalls(calls);
        }
    }
}
