package io.github.gatefault.spring;

import static org.assertj.core.api.Assertions.assertThat;

import feign.Capability;
import io.github.gatefault.filter.BadGatewayFilter;
import io.github.gatefault.filter.incident.IncidentListener;
import io.github.gatefault.filter.incident.IncidentStore;
import io.github.gatefault.filter.lookup.IncidentLookup;
import io.github.gatefault.filter.metrics.GatefaultMetrics;
import io.github.gatefault.filter.upstream.Upstreams;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** What an application brings itself stands in the place of ours, and what it does without is not missed. */
class BackOffTest {
    private final WebApplicationContextRunner app = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(GatefaultAutoConfiguration.class));

    private <T> void own(Class<T> type, String ours, Supplier<T> own) {
        app.run(context -> assertThat(context).hasBean(ours));
        app.withBean("own", type, own).run(context -> {
            assertThat(context).hasNotFailed().doesNotHaveBean(ours);
            assertThat(context).getBean(type).isSameAs(context.getBean("own"));
        });
    }

    @Test
    void ownStore_standsInThePlaceOfOurs() {
        own(IncidentStore.class, "gatefaultIncidentStore", IncidentStore::none);
    }

    @Test
    void ownUpstreams_standInThePlaceOfOurs() {
        own(Upstreams.class, "gatefaultUpstreams", Upstreams::none);
    }

    @Test
    void ownMetrics_standInThePlaceOfOurs() {
        own(GatefaultMetrics.class, "gatefaultMetrics", GatefaultMetrics::new);
    }

    @Test
    void ownLookup_standsInThePlaceOfOurs() {
        own(IncidentLookup.class, "gatefaultIncidentLookup", () -> IncidentLookup.in(IncidentStore.none()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gatefaultRestClientCustomizer",
                "gatefaultRestTemplateCustomizer",
                "gatefaultWebClientCustomizer",
                "gatefaultFeignCapability",
                "gatefaultObservedFailures",
                "gatefaultActiveTrace"
            })
    void beanOfTheSameName_standsInThePlaceOfOurs(String name) {
        app.run(context -> assertThat(context.getBean(name)).isNotInstanceOf(String.class));
        app.withBean(name, String.class, () -> "own").run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBean(name)).isEqualTo("own");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.springframework.boot.actuate",
                "io.micrometer.core",
                "io.micrometer.tracing",
                "org.springframework.data.redis",
                "org.springframework.web.reactive",
                "reactor",
                "feign",
                "org.springframework.boot.web.client",
                "org.springframework.boot.restclient",
                "org.springframework.boot.webclient",
                "org.springframework.boot.web.reactive"
            })
    void applicationWithout_isAnsweredForAllTheSame(String packages) {
        app.withClassLoader(new FilteredClassLoader(packages))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(BadGatewayFilter.class));
    }

    @Test
    void switchedOff_thereIsNothing() {
        app.withPropertyValues("gatefault.enabled=false")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(IncidentStore.class)
                        .doesNotHaveBean(IncidentListener.class)
                        .doesNotHaveBean(Capability.class));
    }

    @Test
    void endpoint_isThereOnlyWhereItIsExposed_andMayBeAccessed() {
        app.run(context -> assertThat(context).doesNotHaveBean(GatefaultEndpoint.class));
        WebApplicationContextRunner exposed =
                app.withPropertyValues("management.endpoints.web.exposure.include=gatefault");
        exposed.run(context -> assertThat(context).hasSingleBean(GatefaultEndpoint.class));
        exposed.withPropertyValues("management.endpoint.gatefault.access=NONE")
                .run(context -> assertThat(context).doesNotHaveBean(GatefaultEndpoint.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gatefault.incident-store-capacity=0",
                "gatefault.incident-store-capacity=100001",
                "gatefault.incident-store=redis",
                "gatefault.incident-store=jdbc",
                "gatefault.upstreams.orders.hosts=http://orders",
                "gatefault.log-link=nowhere"
            })
    void mistake_endsTheStart_andNamesTheKey(String property) {
        String key = property.substring("gatefault.".length(), property.indexOf('='));
        app.withPropertyValues(property)
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining("gatefault." + key + " \""));
    }

    @Test
    void tooShortARetention_endsTheStart() {
        app.withPropertyValues("gatefault.incident-store=redis", "gatefault.incident-store-retention=5s")
                .withBean(StringRedisTemplate.class, () -> new StringRedisTemplate(new LettuceConnectionFactory()))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessage("gatefault.incident-store-retention \"PT5S\" must be a minute or more"));
    }

    @Test
    void databaseOfTheApplication_keepsIncidents() {
        app.withPropertyValues("gatefault.incident-store=jdbc")
                .withBean(DataSource.class, BackOffTest::neverAsked)
                .run(context -> assertThat(context.getBean(IncidentStore.class))
                        .extracting(store -> store.getClass().getSimpleName())
                        .isEqualTo("JdbcIncidentStore"));
    }

    private static DataSource neverAsked() {
        return (DataSource) Proxy.newProxyInstance(
                BackOffTest.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                });
    }
}
