package io.github.gatefault.filter.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagePatternTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            Connection refused          ; Connection refused: localhost/127.0.0.1:8081 ; true
            Connection refused          ; Connection reset                             ; false
            Connection refused          ; The message: Connection refused              ; false
            (Network is|No route)       ; No route to host                             ; true
            (Network is|No route)       ; Host is unreachable                          ; false
            ([Cc]onnect|Failed)         ; connect timed out                            ; true
            (a(b|c)|d)e                 ; de                                           ; true
            (so )?late                  ; late                                         ; true
            ab?c                        ; ac                                           ; true
            .{1,9} gone                 ; it is gone                                   ; true
            (interrupted|stopped)$      ; stopped                                      ; true
            (interrupted|stopped)$      ; stopped by hand                              ; false
            (one|two)                   ; (one|two)                                    ; false
            a.c                         ; abc                                          ; true
            Connect, 1/2: on-line_      ; Connect, 1/2: on-line_ again                 ; true
            """)
    void expression_isLookedForAtTheBeginning(String expression, String message, boolean holds) {
        assertThat(new MessagePattern(expression).matches(message)).isEqualTo(holds);
    }

    @Test
    void emptyMessage_isOneThatBeginsWithNothing() {
        assertThat(new MessagePattern("$").matches("")).isTrue();
        assertThat(new MessagePattern("(late|$)").matches("")).isTrue();
        assertThat(new MessagePattern("late").matches("")).isFalse();
    }

    @Test
    void status_isToldByWhatTheMessageBeginsWith() {
        MessagePattern answered = new MessagePattern("(\\[|status ){status}");

        assertThat(answered.status("status 503 reading GET")).isEqualTo(503);
        assertThat(answered.status("[502] during [GET]")).isEqualTo(502);
        assertThat(answered.matches("status 200 reading GET")).isFalse();
    }

    /** Expressions are compiled only when a message needs them. */
    @Test
    void everyExpressionOfTheTable_compiles() throws IOException {
        assertThat(expressions())
                .hasSizeGreaterThan(100)
                .allSatisfy(expression -> assertThatCode(
                                () -> Pattern.compile(expression.replace("{status}", "[45][0-9]{2}\\b")))
                        .doesNotThrowAnyException());
    }

    private static List<String> expressions() throws IOException {
        try (InputStream table =
                Objects.requireNonNull(ExceptionRules.class.getResourceAsStream(ExceptionRules.TABLE))) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && line.contains(" |"))
                    .map(line -> line.split("(?<= )\\|(?= |$)", -1))
                    .filter(cells -> cells.length > 2 && !cells[2].isBlank())
                    .map(cells -> cells[2].strip())
                    .toList();
        }
    }
}
