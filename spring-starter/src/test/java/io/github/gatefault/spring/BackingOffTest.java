package io.github.gatefault.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.filter.BadGatewayFilter;
import io.github.gatefault.pages.NoticeBoard;
import jakarta.servlet.Filter;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.Ordered;

class BackingOffTest {
    private static final String REGISTRATION = "gatefaultFilterRegistration";
    private static final AutoConfigurations OURS = AutoConfigurations.of(GatefaultAutoConfiguration.class);

    private final WebApplicationContextRunner application = new WebApplicationContextRunner().withConfiguration(OURS);

    @Test
    void servletApplication_hasTheFilter_mappedToAllDispatches_behindTheObservation() {
        application.run(context -> {
            FilterRegistrationBean<?> registration = context.getBean(REGISTRATION, FilterRegistrationBean.class);

            assertThat(registration.getFilter()).isSameAs(context.getBean(BadGatewayFilter.class));
            assertThat(registration.determineDispatcherTypes()).hasSize(5);
            assertThat(registration.isAsyncSupported()).isTrue();
            assertThat(registration.getOrder()).isEqualTo(Ordered.HIGHEST_PRECEDENCE + 2);
        });
    }

    @Test
    void reactiveApplication_andOneWithoutAWeb_haveNothingOfIt() {
        new ReactiveWebApplicationContextRunner()
                .withConfiguration(OURS)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(BadGatewayFilter.class)
                        .doesNotHaveBean(GatefaultProperties.class));
        new ApplicationContextRunner()
                .withConfiguration(OURS)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(GatefaultProperties.class));
    }

    @Test
    void enabledFalse_leavesNothingOfIt() {
        application
                .withPropertyValues("gatefault.enabled=false")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(BadGatewayFilter.class)
                        .doesNotHaveBean(REGISTRATION));
    }

    @Test
    void ownFilter_isRegistered_inThePlaceOfOurs() {
        BadGatewayFilter own = BadGatewayFilter.builder().proxyName("own").build();

        application.withBean(BadGatewayFilter.class, () -> own).run(context -> {
            assertThat(context).hasSingleBean(BadGatewayFilter.class);
            assertThat(context.getBean(REGISTRATION, FilterRegistrationBean.class)
                            .getFilter())
                    .isSameAs(own);
        });
    }

    @Test
    void ownRegistration_standsInThePlaceOfOurs() {
        FilterRegistrationBean<Filter> own = new FilterRegistrationBean<>((request, response, chain) -> {});

        application
                .withBean(REGISTRATION, FilterRegistrationBean.class, () -> own)
                .run(context -> assertThat(context).getBean(REGISTRATION).isSameAs(own));
    }

    @Test
    void ownNoticeBoard_isTheOneThatPagesShow() {
        NoticeBoard own = new NoticeBoard();

        application.withBean(NoticeBoard.class, () -> own).run(context -> {
            assertThat(context).hasSingleBean(NoticeBoard.class);
            assertThat(context.getBean(jakarta.servlet.ServletContext.class).getAttribute(BadGatewayFilter.NOTICES))
                    .isSameAs(own);
        });
    }

    @Test
    void noticeBoard_isThere_whereTheApplicationHasNone() {
        application.run(context -> assertThat(context.getServletContext().getAttribute(BadGatewayFilter.NOTICES))
                .isSameAs(context.getBean(NoticeBoard.class)));
    }

    @Test
    void applicationWithNothingButTheWeb_starts() {
        application
                .withClassLoader(new FilteredClassLoader(
                        "org.springframework.boot.actuate", "org.springframework.security", "io.micrometer"))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(BadGatewayFilter.class));
    }
}
