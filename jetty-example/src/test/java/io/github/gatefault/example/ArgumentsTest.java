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

    @ParameterizedTest
    @CsvSource({
        "--prot 1, The argument --prot is not known",
        "--port, After --port comes one number",
        "--port 1 2, After --port comes one number",
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
