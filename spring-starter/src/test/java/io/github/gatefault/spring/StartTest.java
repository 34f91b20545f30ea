package io.github.gatefault.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.cause.Incident;
import io.github.gatefault.filter.BadGatewayFilter;
import io.github.gatefault.filter.incident.IncidentListener;
import io.github.gatefault.filter.incident.IncidentStore;
import io.github.gatefault.filter.upstream.Upstreams;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.web.context.WebApplicationContext;

/** Whoever says nothing does not wait for the filter; whoever says something hears at the start whether it is wrong. */
class StartTest {
    private static final Upstreams ORDERS = Upstreams.parse(Map.of("upstreams.orders.hosts", "orders.internal"));

    private final List<IncidentStore> started = new ArrayList<>();

    private final WebApplicationContextRunner application = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(GatefaultAutoConfiguration.class))
            // Tracing brings a customizer of ours.
            .withClassLoader(new FilteredClassLoader("io.micrometer.tracing"))
            .withInitializer(Running::forgetTheBuild)
            .withBean(Listener.class, () -> new Listener(started));

    private record Listener(List<IncidentStore> started) implements IncidentListener {
        @Override
        public void onStart(IncidentStore incidents) {
            started.add(incidents);
        }

        @Override
        public void onIncident(Incident incident) {}
    }

    @Test
    void application_startsTheFilterOnce_withItsBeans() {
        application.run(context -> {
            assertThat(context).hasSingleBean(BadGatewayFilter.class);

            assertThat(started).containsExactly(context.getBean(IncidentStore.class));
        });
    }

    @Test
    void whatOthersFindInTheServletContext_isThere_afterTheStart() {
        application.withBean(Upstreams.class, () -> ORDERS).run(context -> {
            assertThat(context.getServletContext().getAttribute(BadGatewayFilter.INCIDENTS))
                    .isSameAs(context.getBean(IncidentStore.class));
            assertThat(context.getServletContext().getAttribute(BadGatewayFilter.UPSTREAMS))
                    .isSameAs(context.getBean(Upstreams.class));
        });
    }

    @Test
    void upstreamsOfWhoeverEmbedsTheContainer_count_whereTheApplicationNamesNone() {
        application
                .withInitializer(context -> ((WebApplicationContext) context)
                        .getServletContext()
                        .setAttribute(BadGatewayFilter.UPSTREAMS, ORDERS))
                .run(context -> assertThat(context.getServletContext().getAttribute(BadGatewayFilter.UPSTREAMS))
                        .isSameAs(ORDERS));
    }

    @Test
    void customizerThatIsWrong_endsTheStart() {
        application
                .withBean(GatefaultCustomizer.class, () -> builder -> builder.correlationHeader("no header"))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("must be the name of a header"));
    }

    @Test
    void placeOfTheActuator_thatCannotBeLeftOut_endsTheStart() {
        application
                .withPropertyValues("management.endpoints.web.base-path=/a*b")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("exclude-paths \"/a*b/*\" must be paths"));
    }
}
