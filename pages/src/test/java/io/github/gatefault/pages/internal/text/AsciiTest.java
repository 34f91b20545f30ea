package io.github.gatefault.pages.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AsciiTest {
    private static Arguments rule(String pattern, Predicate<String> rule) {
        return Arguments.of(pattern, rule);
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                rule("[A-Za-z0-9._-]{1,128}", Ascii::isCorrelationId),
                rule("[A-Za-z0-9_-]{1,64}", Ascii::isUpstreamName),
                rule("[a-z0-9_]{1,64}", Ascii::isCauseDetail),
                rule("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}", Ascii::isToken),
                rule("[A-Za-z0-9:/]*", text -> Ascii.consistsOf(text, ":/")),
                rule("[0-9]*", Ascii::consistsOfDigits),
                rule("[0-9a-f]*", text -> Ascii.isLowerCaseHex(text, 0, text.length())));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void rule_isThatOfItsPattern(String pattern, Predicate<String> rule) {
        Pattern expected = Pattern.compile(pattern);
        Stream<String> lengths = IntStream.of(0, 1, 63, 64, 65, 127, 128, 129).mapToObj("a"::repeat);
        Stream<String> characters = IntStream.rangeClosed(0, 0xffff).mapToObj(c -> "a" + (char) c);
        assertThat(Stream.concat(lengths, characters)
                        .filter(text ->
                                rule.test(text) != expected.matcher(text).matches()))
                .isEmpty();
    }
}
