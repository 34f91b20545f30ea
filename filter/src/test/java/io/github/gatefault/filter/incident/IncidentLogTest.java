package io.github.gatefault.filter.incident;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

class IncidentLogTest {
    /** A log that cannot be written to. */
    private static final class FullDisk extends TurboFilter {
        @Override
        public FilterReply decide(
                Marker marker,
                Logger logger,
                Level level,
                @Nullable String format,
                Object @Nullable [] params,
                @Nullable Throwable thrown) {
            if (logger.getName().startsWith("gatefault.")) {
                throw new IllegalStateException("No space left\non device");
            }
            return FilterReply.NEUTRAL;
        }
    }

    @Test
    void logThatFails_harmsNobody_andStandardErrorHasTheId() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        IncidentLog log = new IncidentLog();
        Incident incident = Incident.builder("0af7651916cd43dd", Instant.EPOCH, CauseType.CONNECTION_REFUSED)
                .request("GET", "/cart")
                .build();
        PrintStream before = System.err;
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        context.addTurboFilter(new FullDisk());
        System.setErr(new PrintStream(errors, true, UTF_8));
        try {
            log.incident(incident, null);
            log.clientLeft("0af7651916cd43dd", new IOException("Broken pipe"));
        } finally {
            System.setErr(before);
            context.resetTurboFilterList();
        }
        assertThat(errors.toString(UTF_8).lines())
                .containsExactly(
                        "502 connection_refused after 0 ms [0af7651916cd43dd] GET /cart was not logged:"
                                + " java.lang.IllegalStateException: No space left?on device",
                        "The visitor left before the answer was complete [0af7651916cd43dd] was not logged:"
                                + " java.lang.IllegalStateException: No space left?on device");
    }
}
