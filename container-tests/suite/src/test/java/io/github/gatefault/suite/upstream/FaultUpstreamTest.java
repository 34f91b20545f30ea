package io.github.gatefault.suite.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gatefault.suite.wire.Answer;
import io.github.gatefault.suite.wire.Connection;
import io.github.gatefault.suite.wire.Ending;
import io.github.gatefault.suite.wire.Request;
import java.net.ConnectException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Seen without any gateway, each fault is what it says, and the client tells them apart. */
class FaultUpstreamTest {
    private static FaultUpstream upstream;

    @BeforeAll
    static void start() throws Exception {
        upstream = new FaultUpstream();
    }

    @AfterAll
    static void stop() throws Exception {
        upstream.close();
    }

    private static Answer ask(String method, Fault fault) throws Exception {
        try (Connection connection = Connection.to(upstream.uri(fault).getPort())) {
            return connection
                    .patience(Duration.ofMillis(700))
                    .send(Request.of(method, "/" + fault.path()).bytes())
                    .read(method);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            mode = Mode.EXCLUDE,
            names = {
                "REFUSED",
                "RESET",
                "EMPTY",
                "HANG",
                "HALF_HEADER",
                "GARBAGE",
                "TRUNCATED_SMALL",
                "TRUNCATED",
                "RESET_BODY",
                "TRUNCATED_CHUNKED_SMALL",
                "TRUNCATED_CHUNKED",
                "BAD_CHUNK",
                "STALLED"
            })
    void answerWithoutHarm_isComplete(Fault fault) throws Exception {
        assertThat(ask("GET", fault).ending()).isEqualTo(Ending.COMPLETE);
    }

    @ParameterizedTest
    @CsvSource({
        "RESET, RESET",
        "EMPTY, NO_ANSWER",
        "HANG, OPEN",
        "HALF_HEADER, TRUNCATED",
        "GARBAGE, MALFORMED",
        "TRUNCATED_SMALL, TRUNCATED",
        "TRUNCATED, TRUNCATED",
        "RESET_BODY, RESET",
        "TRUNCATED_CHUNKED_SMALL, TRUNCATED",
        "TRUNCATED_CHUNKED, TRUNCATED",
        "BAD_CHUNK, MALFORMED",
        "STALLED, OPEN"
    })
    void answerWithHarm_endsAsNamed(Fault fault, Ending ending) throws Exception {
        assertThat(ask("GET", fault).ending()).isEqualTo(ending);
    }

    @Test
    void refusingPort_refuses() {
        assertThatThrownBy(() -> ask("GET", Fault.REFUSED)).isInstanceOf(ConnectException.class);
    }

    @Test
    void truncatedBody_hasTheBytesThatTellTheirPlace() throws Exception {
        assertThat(ask("GET", Fault.TRUNCATED).body()).isEqualTo(FaultUpstream.bytes(FaultUpstream.DELIVERED));
    }

    @Test
    void events_comeApart() throws Exception {
        Answer answer = ask("GET", Fault.SSE);
        assertThat(answer.pieces()).hasSize(3);
        assertThat(answer.pieces().get(2).after().minus(answer.pieces().get(0).after()))
                .isGreaterThan(Duration.ofMillis(FaultUpstream.EVENT_GAP_MILLIS));
    }

    @Test
    void interimAnswerAndTrailers_areKeptApart() throws Exception {
        assertThat(ask("GET", Fault.EARLY_HINTS).interims())
                .singleElement()
                .satisfies(hint -> assertThat(hint.status()).isEqualTo(103));
        assertThat(ask("GET", Fault.TRAILERS).trailers()).singleElement().hasToString("X-Checksum: 42");
    }
}
