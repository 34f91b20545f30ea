package io.github.gatefault.pages;

import static io.github.gatefault.pages.Incidents.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.cause.CauseType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LastResortTest {
    @ParameterizedTest
    @CsvSource({
        "PROBLEM_JSON,'\"correlation_id\":\"0192f3c47b1a7c33a5d8e1f2a3b4c5d6\",\"status\":502}'",
        "XML,<correlation_id>0192f3c47b1a7c33a5d8e1f2a3b4c5d6</correlation_id><status>502</status></problem>",
        "TEXT,'correlation_id: 0192f3c47b1a7c33a5d8e1f2a3b4c5d6'"
    })
    void lastResort_keepsTheForm(Format format, String content) {
        Page page = LastResort.page(
                Incidents.of(CauseType.CONNECTION_REFUSED).build(), format, new IllegalStateException("full"));
        assertThat(page.format()).isEqualTo(format);
        assertThat(text(page)).contains(content);
    }
}
