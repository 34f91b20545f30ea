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
 * Upstreams have names, the ID goes out with what the application's own clients send, and the filter knows of their calls. That holds for clients made
 * of Spring Boot's builders, and for HTTP interfaces and Feign clients; each bean stands back behind one of the same name, and is made when a client is.
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

    /** In Boot 3, where the customizers are in Boot's own jar. */
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

    /** In Boot 4, where they are in a module that an application may do without. */
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

    /** In Boot 3, for applications that have WebFlux beside Spring MVC. */
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

    /** In Boot 4. */
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

    /** Spring Cloud OpenFeign takes it for all clients. */
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
