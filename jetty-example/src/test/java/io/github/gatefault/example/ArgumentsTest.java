package io.github.gatefault.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {
    @Test
    void noArguments_meanPort8080() {
        assertThat(Arguments.parse().port()).isEqualTo(8080);
    }

    @Test
    void port_isTaken() {
        assertThat(Arguments.parse("--port", "0").port()).isZero();
        assertThat(Arguments.parse("--port", "65535").port()).isEqualTo(65_535);
    }

    @Test
    void endWithParent_isTaken() {
        assertThat(Arguments.parse().endWithParent()).isFalse();
        assertThat(Arguments.parse("--end-with-parent", "--port", "1")).isEqualTo(new Arguments(1, true));
    }

    @ParameterizedTest
    @CsvSource({
        "--prot 1, The argument --prot is not known",
        "--port, After --port comes a number",
        "--port 1 2, The argument 2 is not known",
        "--port http, The port http is not a whole number",
        "--port 70000, There is no port 70000",
        "--port -1, There is no port -1"
    })
    void mistakes_areToldInOneSentence(String line, String told) {
        assertThatThrownBy(() -> Arguments.parse(line.split(" ", -1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(told)
                .hasMessageContaining("Usage: Gateway [--port N]");
    }
}
