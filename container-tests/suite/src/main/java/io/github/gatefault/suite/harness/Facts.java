package io.github.gatefault.suite.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.suite.upstream.FaultUpstream;
import io.github.gatefault.suite.wire.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What tests say most often of an exchange. */
public final class Facts {
    private Facts() {}

    /** The filter answered, with this status and one of these causes. */
    public static void answeredByUs(Exchange exchange, int status, String... causes) {
        assertThat(exchange.isOurs()).as("answered by the filter: %s", exchange).isTrue();
        assertThat(exchange.cause()).as("%s", exchange).get().asString().isIn((Object[]) causes);
        assertThat(exchange.answer().status()).as("%s", exchange).isEqualTo(status);
    }

    /**
     * The upstream's answer had begun and was cut off where the upstream ended; the log has it, with one of these causes,
     * under the ID that the client got.
     */
    public static void cutOffAfterCommit(Site site, Exchange exchange, String... causes) throws InterruptedException {
        assertThat(exchange.answer().isCutOff()).as("cut off: %s", exchange).isTrue();
        assertThat(exchange.isOurs()).as("%s", exchange).isFalse();
        assertThat(exchange.answer().body())
                .as("not one byte but the upstream's: %s", exchange)
                .isEqualTo(FaultUpstream.bytes(exchange.answer().body().length));
        Await.until(
                Duration.ofSeconds(2),
                () -> !site.incidents().isEmpty(),
                () -> "no incident in the log of " + exchange);
        assertThat(site.incidents()).as("%s", exchange).singleElement().satisfies(incident -> {
            assertThat(incident.outcome()).isEqualTo("after_commit");
            assertThat(incident.cause()).isIn((Object[]) causes);
            if (exchange.answer().status() != 0) {
                assertThat(incident.id()).isEqualTo(exchange.correlationId().orElseThrow());
            }
        });
    }

    /** Reads the members of a problem; numbers and lists as their text. */
    public static Map<String, String> json(Answer answer) throws IOException {
        return Invariants.json(answer.text());
    }

    /** Nobody took this for a failure. */
    public static void noIncident(Site site) {
        assertThat(site.incidents()).isEqualTo(List.of());
    }
}
