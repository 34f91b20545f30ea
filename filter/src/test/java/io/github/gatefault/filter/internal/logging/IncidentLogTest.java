package io.github.gatefault.filter.internal.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.filter.incident.FullDisk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class IncidentLogTest {
    @Test
    void logThatFails_harmsNobody_andStandardErrorHasTheId() {
        IncidentLog log = new IncidentLog();
        Incident incident = Incident.builder("0af7651916cd43dd", Instant.EPOCH, CauseType.CONNECTION_REFUSED)
                .request("GET", "/cart")
                .build();
        PrintStream before = System.err;
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        System.setErr(new PrintStream(errors, true, UTF_8));
        try (FullDisk disk = FullDisk.fill()) {
            log.incident(incident, null);
            log.clientLeft("0af7651916cd43dd", new IOException("Broken pipe"));
        } finally {
            System.setErr(before);
        }
        assertThat(errors.toString(UTF_8).lines())
                .containsExactly(
                        "502 connection_refused after 0 ms [0af7651916cd43dd] GET /cart was not logged:"
                                + " java.lang.IllegalStateException: No space left?on device",
                        "The visitor left before the answer was complete [0af7651916cd43dd] was not logged:"
                                + " java.lang.IllegalStateException: No space left?on device");
    }
}
