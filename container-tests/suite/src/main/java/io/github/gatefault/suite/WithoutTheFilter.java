package io.github.gatefault.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.suite.harness.Exchange;
import io.github.gatefault.suite.wire.Head;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What it means that the filter is not there: the same bytes, but for the ID. */
final class WithoutTheFilter {
    /** Fields that tell the time, or that are ours. */
    private static final Set<String> DIFFERENT = Set.of("date", "x-correlation-id");

    private WithoutTheFilter() {}

    /** Both answers are the same: status, fields in their order, framing, body, trailers and ending. */
    static void isTheSame(Exchange gated, Exchange bare) {
        assertThat(gated.gated() && !bare.gated()).isTrue();
        assertThat(comparable(gated)).as("%s", gated).isEqualTo(comparable(bare));
        assertThat(gated.answer().body())
                .as("%s", gated)
                .isEqualTo(bare.answer().body());
    }

    private static List<Object> comparable(Exchange exchange) {
        return List.of(
                exchange.answer().interims().stream()
                        .map(WithoutTheFilter::comparable)
                        .toList(),
                comparable(exchange.answer().head()),
                exchange.answer().framing(),
                exchange.answer().trailers(),
                exchange.answer().ending());
    }

    private static List<String> comparable(Head head) {
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(head.statusLine()),
                        head.fields().stream()
                                .filter(field ->
                                        !DIFFERENT.contains(field.name().toLowerCase(Locale.ROOT)))
                                .map(field -> field.toString().replace(Apps.GATED, Apps.BARE)))
                .toList();
    }
}
