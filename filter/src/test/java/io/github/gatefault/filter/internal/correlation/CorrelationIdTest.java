package io.github.gatefault.filter.internal.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelationIdTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @ParameterizedTest
    @ValueSource(strings = {"a", "A-Z.09_z", "4bf92f35-77b3-4da6-a3ce-929d0e0e4736"})
    void wellFormedId_isTaken(String header) {
        assertThat(CorrelationId.parse(header)).isEqualTo(new CorrelationId(header, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a\r\nSet-Cookie: x=1",
                "a\tb",
                "ä",
                "\u202e1",
                "<script>",
                "a;b",
                "a,b",
                "a/b",
                "\0",
                "é"
            })
    void idOfOtherCharacters_isNoId(String header) {
        assertThat(CorrelationId.parse(header)).isNull();
    }

    @Test
    void idOf128Characters_isTaken_andOf129_not() {
        assertThat(CorrelationId.parse("x".repeat(128))).isNotNull();
        assertThat(CorrelationId.parse("x".repeat(129))).isNull();
        assertThat(CorrelationId.parse("x".repeat(10_000))).isNull();
    }

    @Test
    void absentHeader_isNoId() {
        assertThat(CorrelationId.parse(null)).isNull();
        assertThat(CorrelationId.parseTraceparent(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-" + TRACE + "-00f067aa0ba902b7-01",
                "00-" + TRACE + "-00f067aa0ba902b7-00",
                "01-" + TRACE + "-00f067aa0ba902b7-01",
                "cc-" + TRACE + "-00f067aa0ba902b7-01-what-comes-later"
            })
    void traceparent_givesItsTraceId(String header) {
        assertThat(CorrelationId.parseTraceparent(header)).isEqualTo(new CorrelationId(TRACE, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-" + TRACE + "-0000000000000000-01",
                "ff-" + TRACE + "-00f067aa0ba902b7-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-" + TRACE + "-00f067aa0ba902b7-01-more",
                "cc-" + TRACE + "-00f067aa0ba902b7-01.more",
                "00_" + TRACE + "-00f067aa0ba902b7-01",
                "00-" + TRACE + "_00f067aa0ba902b7-01",
                "00-" + TRACE + "-00f067aa0ba902b7_01",
                "00-" + TRACE + "-00f067aa0ba902b7-0g",
                "zz-" + TRACE + "-00f067aa0ba902b7-01",
            })
    void malformedTraceparent_isNoId(String header) {
        assertThat(CorrelationId.parseTraceparent(header)).isNull();
    }

    @Test
    void overlongTraceparentOfAVersionToCome_isNoId() {
        String header = "cc-" + TRACE + "-00f067aa0ba902b7-01-" + "x".repeat(1000);

        assertThat(CorrelationId.parseTraceparent(header)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {TRACE, "a3ce929d0e0e4736"})
    void traceIdOfATracer_isAnId(String traceId) {
        assertThat(CorrelationId.parseTraceId(traceId)).isEqualTo(new CorrelationId(traceId, true));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "0000000000000000",
                "00000000000000000000000000000000",
                "4BF92F3577B34DA6A3CE929D0E0E4736",
                "a3ce929d0e0e473",
                "a3ce929d0e0e47\r\n",
            })
    void whatANoopTracerOrABrokenOneTells_isNoId(String traceId) {
        assertThat(CorrelationId.parseTraceId(traceId)).isNull();
    }

    @Test
    void newId_isAUuidOfVersion7_thatCarriesItsTime() {
        Instant time = Instant.parse("2026-11-23T12:00:00.123Z");

        String id = new UuidV7(InstantSource.fixed(time)).get();

        assertThat(id).matches("[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}");
        assertThat(Long.parseLong(id.substring(0, 12), 16)).isEqualTo(time.toEpochMilli());
        assertThat(CorrelationId.parseTraceparent("00-" + id + "-00f067aa0ba902b7-01"))
                .isEqualTo(new CorrelationId(id, true));
    }

    @Test
    void newIds_differ_alsoWithinOneMillisecond() {
        UuidV7 ids = new UuidV7(InstantSource.fixed(Instant.EPOCH));
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            assertThat(seen.add(ids.get())).isTrue();
        }
    }

    @Test
    void extremeRandomBits_leaveVersionAndVariantAlone() {
        InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(0xffff_ffff_ffffL));

        assertThat(new UuidV7(clock, () -> -1L).get()).isEqualTo("ffffffffffff7fffbfffffffffffffff");
        assertThat(new UuidV7(clock, () -> 0L).get()).isEqualTo("ffffffffffff70008000000000000000");
    }
}
