package io.github.gatefault.gateways;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.suite.harness.Exchange;
import io.github.gatefault.suite.wire.Field;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What it means that an answer passes: it is what it is without the filter, but for the ID. */
final class Untouched {
    /** Fields that differ from one answer to the next; lighttpd has ranges where it got the whole body at once. */
    private static final Set<String> DIFFERENT =
            Set.of("date", "age", "x-varnish", "x-correlation-id", "accept-ranges");

    private Untouched() {}

    /** Both answers are the same: status, fields in their order, framing, body and ending. */
    static void isUntouched(Exchange gated, Exchange bare) {
        assertThat(gated.isOurs()).as("%s", gated).isFalse();
        assertThat(comparable(gated)).as("%s", gated).isEqualTo(comparable(bare));
        assertThat(gated.answer().body())
                .as("%s", gated)
                .isEqualTo(bare.answer().body());
    }

    private static List<Object> comparable(Exchange exchange) {
        return List.of(
                exchange.answer().status(),
                exchange.answer().framing(),
                exchange.answer().ending(),
                exchange.answer().head().fields().stream()
                        .filter(field -> !DIFFERENT.contains(field.name().toLowerCase(Locale.ROOT)))
                        .map(Field::toString)
                        .toList());
    }
}
