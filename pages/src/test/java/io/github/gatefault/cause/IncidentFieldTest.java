package io.github.gatefault.cause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IncidentFieldTest {
    private static final Incident FULL = Incident.builder(
                    "full-1", Instant.parse("2026-11-24T12:30:00.123456789Z"), CauseType.TLS_CERTIFICATE_ERROR)
            .causeDetail("certificate_expired")
            .requestSent(RequestSent.MAYBE)
            .status(503)
            .request("POST", "/cart")
            .duration(Duration.ofNanos(1_234_567_890))
            .outcome(Outcome.AFTER_COMMIT)
            .retryAfter(Duration.ofMillis(7_001))
            .upstream("orders")
            .answeredBy("nginx")
            .receivedStatus(504)
            .traceId("0192f3c47b1a7c33a5d8e1f2a3b4c5d6")
            .evidence("jdk-connect-refused")
            .confidence(Confidence.MESSAGE)
            .build();

    private static Map<IncidentField, String> texts(Incident incident) {
        Map<IncidentField, String> texts = new EnumMap<>(IncidentField.class);
        IncidentField.STORED.forEach(field -> {
            String text = field.text(incident);
            if (text != null) {
                texts.put(field, text);
            }
        });
        return texts;
    }

    @Test
    void everyComponentOfAnIncident_isAStoredField() {
        assertThat(IncidentField.STORED).hasSameSizeAs(Incident.class.getRecordComponents());
    }

    @Test
    void incident_isParsedFromItsTexts() {
        assertThat(texts(FULL)).hasSameSizeAs(IncidentField.STORED);
        assertThat(IncidentField.parse(texts(FULL)::get)).isEqualTo(FULL);
    }

    @Test
    void unknownFields_stayUnknown() {
        Incident sparse = Incident.builder("sparse-1", Instant.EPOCH, CauseType.DNS_ERROR)
                .retryAfter(null)
                .build();

        assertThat(IncidentField.parse(texts(sparse)::get)).isEqualTo(sparse);
    }

    @ParameterizedTest
    @EnumSource
    void missingField_isUnknown_orRefusedIfItIsRequired(IncidentField field) {
        Incident least = Incident.builder("id", Instant.EPOCH, CauseType.PROXY_CONFIGURATION_ERROR)
                .build();
        Map<IncidentField, String> texts = texts(FULL);
        texts.remove(field);

        if (texts(least).containsKey(field)) {
            assertThatThrownBy(() -> IncidentField.parse(texts::get))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(field.key());
        } else {
            assertThat(texts(IncidentField.parse(texts::get))).isEqualTo(texts);
        }
    }

    @ParameterizedTest
    @EnumSource
    void text_isWithinItsLimit(IncidentField field) {
        assertThat(String.valueOf(field.text(FULL))).hasSizeLessThanOrEqualTo(field.maxLength());
    }

    @Test
    void invalidText_isRefused() {
        assertThat(Arrays.asList(
                        IncidentField.TIME,
                        IncidentField.CAUSE,
                        IncidentField.STATUS,
                        IncidentField.OUTCOME,
                        IncidentField.DURATION,
                        IncidentField.RETRY_AFTER,
                        IncidentField.RECEIVED_STATUS,
                        IncidentField.CONFIDENCE))
                .allSatisfy(field -> {
                    Map<IncidentField, String> texts = texts(FULL);
                    texts.put(field, "teapot");
                    assertThatThrownBy(() -> IncidentField.parse(texts::get))
                            .isInstanceOf(IllegalArgumentException.class);
                });
    }

    @Test
    void keys_areThoseOfTheLogEvent() {
        assertThat(Arrays.stream(IncidentField.values()).map(IncidentField::key))
                .containsExactly(
                        "correlation_id",
                        "time",
                        "cause",
                        "category",
                        "status",
                        "outcome",
                        "request_sent",
                        "action_by",
                        "method",
                        "path",
                        "duration_ms",
                        "cause_detail",
                        "retry_after",
                        "upstream",
                        "answered_by",
                        "received_status",
                        "trace_id",
                        "evidence",
                        "confidence");
    }
}
