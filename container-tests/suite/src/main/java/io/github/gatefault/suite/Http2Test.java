package io.github.gatefault.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.suite.harness.Exchange;
import io.github.gatefault.suite.harness.Facts;
import io.github.gatefault.suite.harness.Site;
import io.github.gatefault.suite.proxy.Proxies;
import io.github.gatefault.suite.upstream.Fault;
import io.github.gatefault.suite.upstream.FaultUpstream;
import io.github.gatefault.suite.wire.Ending;
import io.github.gatefault.suite.wire.Http2Connection;
import io.github.gatefault.suite.wire.Request;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Over HTTP/2 an abort is of one stream, and all others go on. */
class Http2Test {
    @RegisterExtension
    static final Site site =
            Site.of(upstream -> List.of(Proxies.all(Apps.gated(), upstream), Proxies.all(Apps.bare(), upstream)));

    @ParameterizedTest
    @EnumSource(Proxies.class)
    void truncatedBody_resetsItsStreamAndLeavesTheConnection(Proxies proxy) throws Exception {
        try (Http2Connection connection = Http2Connection.to(site.port())) {
            Exchange cut = site.send(connection, Request.get(Apps.GATED + proxy.at(Fault.TRUNCATED)));
            assertThat(cut.answer().ending()).as("%s", cut).isEqualTo(Ending.RESET);
            Facts.cutOffAfterCommit(site, cut, "http_response_incomplete", "connection_terminated");

            Exchange next = site.send(connection, Request.get(Apps.GATED + proxy.at(Fault.OK)));
            assertThat(next.answer().text()).as("%s", next).isEqualTo("all is well\n");
            assertThat(connection.isGone()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Proxies.class)
    void truncatedBodyWithoutLength_resetsItsStream(Proxies proxy) throws Exception {
        try (Http2Connection connection = Http2Connection.to(site.port())) {
            Exchange cut = site.send(connection, Request.get(Apps.GATED + proxy.at(Fault.TRUNCATED_CHUNKED)));
            assertThat(cut.answer().ending()).as("%s", cut).isEqualTo(Ending.RESET);
        }
    }

    @ParameterizedTest
    @EnumSource(Proxies.class)
    void refusedConnection_answers502(Proxies proxy) throws Exception {
        try (Http2Connection connection = Http2Connection.to(site.port())) {
            Exchange exchange = site.send(connection, Request.get(Apps.GATED + proxy.at(Fault.REFUSED)));
            Facts.answeredByUs(exchange, 502, "connection_refused");
        }
    }

    @ParameterizedTest
    @EnumSource(Proxies.class)
    void wholeAnswers_areWhatTheyAreWithoutTheFilter(Proxies proxy) throws Exception {
        try (Http2Connection connection = Http2Connection.to(site.port())) {
            for (Fault fault : List.of(Fault.OK, Fault.BIG, Fault.CHUNKED, Fault.NO_CONTENT, Fault.STATUS_503_JSON)) {
                Exchange gated = site.send(connection, Request.get(Apps.GATED + proxy.at(fault)));
                Exchange bare = site.send(connection, Request.get(Apps.BARE + proxy.at(fault)));
                assertThat(gated.answer().status()).isEqualTo(bare.answer().status());
                assertThat(gated.answer().body())
                        .as("%s", gated)
                        .isEqualTo(bare.answer().body());
                assertThat(gated.answer().isComplete()).as("%s", gated).isTrue();
            }
            Exchange upload = site.send(
                    connection,
                    Request.of("POST", Apps.GATED + proxy.at(Fault.ECHO)).body(FaultUpstream.bytes(20_000)));
            assertThat(upload.answer().text()).as("%s", upload).contains("body: 20000 ");
        }
    }
}
