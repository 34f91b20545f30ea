package io.github.gatefault.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

/** What whoever configures it reads, on a real start of a real container. */
@ExtendWith(OutputCaptureExtension.class)
class MistakesTest {
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}

    private static void start(String... properties) {
        String[] arguments = Stream.concat(
                        Stream.of("server.port=0", "spring.main.banner-mode=off"), Arrays.stream(properties))
                .map(property -> "--" + property)
                .toArray(String[]::new);
        SpringApplication.run(Application.class, arguments).close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            brand-color=#ffee00            | gatefault.brand-color "#ffee00" must have a contrast   | 4.5:1
            formats=/api/=pdf              | gatefault.formats is "/api/=pdf": allowed are           | /api/=problem+json
            templates=/nowhere/at/all      | gatefault.templates is "/nowhere/at/all": there is no  | classpath:
            brand-logo=classpath:none.svg  | gatefault.brand-logo "classpath:none.svg" must be      | an existing file
            exclude-paths=health           | gatefault.exclude-paths is "health                     | /internal/*
            brand.shop.name=The Shop       | brand.shop.hosts                                       | *.shop.example
            """)
    void badValue_endsTheStart_withASentence_thatNamesTheKeyTheValueAndWhatIsAllowed(
            String property, String sentence, String allowed, CapturedOutput output) {
        assertThatThrownBy(() -> start("gatefault." + property)).isInstanceOf(RuntimeException.class);

        assertThat(output.getAll())
                .contains("APPLICATION FAILED TO START")
                .containsPattern("(?m)^.*\\Q" + sentence + "\\E.*\\Q" + allowed + "\\E")
                .contains("docs/configuration.md");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status=sometimes", "proxy-status=maybe", "brand-colour=#663399"})
    void valueOfAnotherType_andUnknownKey_endTheStart_inSpringBootsWords(String property, CapturedOutput output) {
        assertThatThrownBy(() -> start("gatefault." + property)).isInstanceOf(RuntimeException.class);

        assertThat(output.getAll())
                .contains("APPLICATION FAILED TO START")
                .contains("gatefault." + property.substring(0, property.indexOf('=')))
                .contains(property.substring(property.indexOf('=') + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.7.18", "3.4.13", "4.2.0-M1", "5.0.0"})
    void versionThatIsNotTested_isRefused_andTheSentenceSaysWhatToDo(String version) {
        assertThatThrownBy(() -> TestedVersions.check(version))
                .hasMessageContaining("Spring Boot 3.5 to 4.1")
                .hasMessageContaining(version)
                .extracting(thrown -> ((UnusableConfigurationException) thrown).action())
                .asString()
                .contains("gatefault.compatibility-check");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.5.0", "3.5.16", "4.0.9", "4.1.2", "4.1.3-SNAPSHOT", "unknown"})
    void testedVersion_andOneThatIsNoNumber_areLetThrough(String version) {
        assertThatCode(() -> TestedVersions.check(version)).doesNotThrowAnyException();
    }

    @Test
    void unknownVersion_isLetThrough() {
        assertThatCode(() -> TestedVersions.check(null)).doesNotThrowAnyException();
    }
}
