package io.github.gatefault.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class UnsetPropertiesTest {
    private final Set<String> asked = new HashSet<>();
    private final WebApplicationContextRunner application = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(GatefaultAutoConfiguration.class))
            .withBean("asked", ConfigurationPropertiesBindHandlerAdvisor.class, () -> this::noting);

    private BindHandler noting(BindHandler handler) {
        return new AbstractBindHandler(handler) {
            @Override
            public <T> Bindable<T> onStart(ConfigurationPropertyName name, Bindable<T> target, BindContext context) {
                asked.add(name.toString());
                return super.onStart(name, target, context);
            }
        };
    }

    @Test
    void unset_isWhatIsBoundWhereNothingIsSet() {
        assertThat(GatefaultProperties.UNSET)
                .isEqualTo(new Binder(new MapConfigurationPropertySource(Map.of()))
                        .bindOrCreate(GatefaultProperties.PREFIX, GatefaultProperties.class));
    }

    @Test
    void noKey_asksNoSourceForAnyOfOurs() {
        application
                .withPropertyValues("server.port=0", "gatefaulty.brand-name=x")
                .withInitializer(Running::forgetTheBuild)
                .run(started -> {
                    assertThat(started.getBean(GatefaultProperties.class)).isSameAs(GatefaultProperties.UNSET);
                    assertThat(asked).isEmpty();
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"gatefault.brand-name", "gatefault.brandName", "GATEFAULT.BRAND_NAME"})
    void key_isBound_howeverItIsSpelt(String key) {
        application
                .withPropertyValues(key + "=Lantern Books")
                .run(started -> assertThat(
                                started.getBean(GatefaultProperties.class).brandName())
                        .isEqualTo("Lantern Books"));
    }

    @Test
    void key_isBound_fromTheEnvironmentOfTheProcess() {
        application
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .replace(
                                "systemEnvironment",
                                new SystemEnvironmentPropertySource(
                                        "systemEnvironment", Map.of("GATEFAULT_EXCLUDEPATHS_0", "/private/*"))))
                .run(started -> {
                    assertThat(started.getBean(GatefaultProperties.class).excludePaths())
                            .isEqualTo(List.of("/private/*"));
                    assertThat(asked).contains("gatefault");
                });
    }

    @Test
    void unknownKey_isRefused_whereNoOtherIsSet() {
        application
                .withPropertyValues("gatefault.brand-nam=x")
                .run(started ->
                        assertThat(started).hasFailed().getFailure().hasStackTraceContaining("gatefault.brand-nam"));
    }
}
