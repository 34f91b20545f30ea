package io.github.gatefault.gateways;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.suite.harness.Exchange;
import io.github.gatefault.suite.wire.Field;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What it means that an answer passes: it is what it is without the filter, but for the ID. */
final class Untouched {
    /** Fields that differ from one answer to the next. */
    private static final Set<String> DIFFERENT = Set.of("date", "age", "x-varnish", "x-correlation-id");

    /** What a gateway chooses by how much of the body has come when it begins to answer. */
    private static final Set<String> CHOSEN_AS_IT_GOES = Set.of("content-length", "transfer-encoding", "accept-ranges");

    private Untouched() {}

    /** Both answers are the same: status, fields in their order, framing, body and ending. */
    static void isUntouched(Exchange gated, Exchange bare) {
        saysTheSame(gated, bare);
        assertThat(gated.answer().framing())
                .as("%s", gated)
                .isEqualTo(bare.answer().framing());
        assertThat(fields(gated, Set.of())).as("%s", gated).isEqualTo(fields(bare, Set.of()));
    }

    /** Both answers, for each of which a gateway was asked, are the same but for how they are framed. */
    static void saysTheSame(Exchange gated, Exchange bare) {
        assertThat(gated.isOurs()).as("%s", gated).isFalse();
        assertThat(gated.answer().status())
                .as("%s", gated)
                .isEqualTo(bare.answer().status());
        assertThat(gated.answer().ending())
                .as("%s", gated)
                .isEqualTo(bare.answer().ending());
        assertThat(gated.answer().body())
                .as("%s", gated)
                .isEqualTo(bare.answer().body());
        assertThat(fields(gated, CHOSEN_AS_IT_GOES)).as("%s", gated).isEqualTo(fields(bare, CHOSEN_AS_IT_GOES));
    }

    private static List<String> fields(Exchange exchange, Set<String> but) {
        return exchange.answer().head().fields().stream()
                .filter(field -> !DIFFERENT.contains(field.name().toLowerCase(Locale.ROOT)))
                .filter(field -> !but.contains(field.name().toLowerCase(Locale.ROOT)))
                .map(Field::toString)
                .toList();
    }
}
