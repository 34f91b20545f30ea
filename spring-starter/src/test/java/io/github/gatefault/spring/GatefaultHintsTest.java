package io.github.gatefault.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;

class GatefaultHintsTest {
    private final RuntimeHints hints = new RuntimeHints();

    GatefaultHintsTest() {
        new GatefaultHints().registerHints(hints, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../pages/src/main/resources", "../filter/src/main/resources"})
    void everyFileOfTheLibrary_isTakenAlong(String folder) throws IOException {
        Path resources = Path.of(folder);
        try (Stream<Path> files = Files.walk(resources)) {
            List<String> names = files.filter(Files::isRegularFile)
                    .map(file -> resources.relativize(file).toString().replace('\\', '/'))
                    .toList();

            assertThat(names).isNotEmpty().allMatch(this::isTakenAlong);
        }
    }

    @Test
    void templatesOfTheApplication_areTakenAlong_andNothingElseOfIt() {
        assertThat(isTakenAlong("gatefault/page.mustache")).isTrue();
        assertThat(isTakenAlong("application.yaml")).isFalse();
    }

    private boolean isTakenAlong(String name) {
        return RuntimeHintsPredicates.resource().forResource(name).test(hints);
    }
}
