package io.github.gatefault.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.gatefault.suite.harness.Exchange;
import io.github.gatefault.suite.harness.Facts;
import io.github.gatefault.suite.harness.Site;
import io.github.gatefault.suite.proxy.Proxies;
import io.github.gatefault.suite.upstream.Fault;
import io.github.gatefault.suite.wire.Request;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way to fail, through each proxy: before the answer has begun a page, after it an honest abort. */
class FailuresTest {
    @RegisterExtension
    static final Site site = Site.of(upstream -> List.of(Proxies.all(Apps.gated(), upstream)));

    private static final String TERMINATED = "connection_terminated";
    private static final String INCOMPLETE = "http_response_incomplete";
    private static final String CODING = "http_response_transfer_coding";

    /** Where clients see a fault in more than one way, more than one word is true. */
    private static final Map<Fault, String[]> NOT_BEGUN = Map.of(
            Fault.REFUSED, new String[] {"connection_refused"},
            Fault.RESET, new String[] {TERMINATED},
            Fault.EMPTY, new String[] {TERMINATED, INCOMPLETE},
            Fault.HALF_HEADER, new String[] {INCOMPLETE, TERMINATED},
            Fault.GARBAGE, new String[] {"http_protocol_error"});

    private static final Map<Fault, String[]> SMALL = Map.of(
            Fault.TRUNCATED_SMALL, new String[] {INCOMPLETE, TERMINATED},
            Fault.TRUNCATED_CHUNKED_SMALL, new String[] {INCOMPLETE, TERMINATED, CODING});

    private static final Map<Fault, String[]> BEGUN = Map.of(
            Fault.TRUNCATED, new String[] {INCOMPLETE, TERMINATED},
            Fault.RESET_BODY, new String[] {INCOMPLETE, TERMINATED},
            Fault.TRUNCATED_CHUNKED, new String[] {INCOMPLETE, TERMINATED, CODING},
            // Jetty's client throws the same EOFException as for a body that breaks off.
            Fault.BAD_CHUNK, new String[] {CODING, INCOMPLETE});

    /** Apache's client takes the end of the connection for the end of the header section, and nobody can know better. */
    static Stream<Arguments> throughAll(Map<Fault, String[]> faults) {
        return Arrays.stream(Proxies.values())
                .flatMap(proxy -> faults.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .filter(fault -> !(proxy == Proxies.SMILEY && fault.getKey() == Fault.HALF_HEADER))
                        .map(fault -> arguments(proxy, fault.getKey(), fault.getValue())));
    }

    static Stream<Arguments> answersThatDoNotBegin() {
        return throughAll(NOT_BEGUN);
    }

    static Stream<Arguments> smallAnswersThatBreakOff() {
        return throughAll(SMALL);
    }

    static Stream<Arguments> answersThatBreakOff() {
        return throughAll(BEGUN);
    }

    @ParameterizedTest
    @MethodSource("answersThatDoNotBegin")
    void answerThatDoesNotBegin_isReplaced(Proxies proxy, Fault fault, String[] causes) throws Exception {
        Exchange exchange = site.get(Apps.GATED + proxy.at(fault));
        Facts.answeredByUs(exchange, 502, causes);
        assertThat(exchange.answer().header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    }

    @ParameterizedTest
    @MethodSource("smallAnswersThatBreakOff")
    void smallAnswerThatBreaksOff_isReplacedOrCutOff(Proxies proxy, Fault fault, String[] causes) throws Exception {
        Exchange exchange = site.get(Apps.GATED + proxy.at(fault));
        if (exchange.isOurs()) {
            Facts.answeredByUs(exchange, 502, causes);
        } else {
            assertThat(exchange.answer().isCutOff()).as("%s", exchange).isTrue();
            assertThat(site.incidents())
                    .singleElement()
                    .satisfies(incident -> assertThat(incident.cause()).isIn((Object[]) causes));
        }
    }

    @ParameterizedTest
    @MethodSource("answersThatBreakOff")
    void answerThatBreaksOff_isCutOff(Proxies proxy, Fault fault, String[] causes) throws Exception {
        Exchange exchange = site.get(Apps.GATED + proxy.at(fault));
        Facts.cutOffAfterCommit(site, exchange, causes);
        assertThat(exchange.answer().status()).as("%s", exchange).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(Proxies.class)
    void silentUpstream_answers504(Proxies proxy) throws Exception {
        Exchange exchange = site.get(Apps.GATED + proxy.at(Fault.HANG));
        Facts.answeredByUs(exchange, 504, "http_response_timeout");
    }

    @ParameterizedTest
    @EnumSource(
            value = Proxies.class,
            names = {"JETTY", "JETTY_ASYNC", "JETTY_MIDDLE_MAN", "SMILEY"})
    void upstreamThatFallsSilentInItsAnswer_isCutOff(Proxies proxy) throws Exception {
        Exchange exchange = site.get(Apps.GATED + proxy.at(Fault.STALLED));
        Facts.cutOffAfterCommit(site, exchange, "connection_read_timeout");
    }

    @ParameterizedTest
    @EnumSource(Proxies.class)
    void emptyErrorStatus_isReplacedAndKeepsItsStatus(Proxies proxy) throws Exception {
        for (Fault fault : List.of(
                Fault.STATUS_502_EMPTY,
                Fault.STATUS_503_EMPTY,
                Fault.STATUS_504_EMPTY,
                Fault.STATUS_503_EMPTY_CHUNKED)) {
            int status = Integer.parseInt(fault.name().substring(7, 10));
            Exchange exchange = site.get(Apps.GATED + proxy.at(fault));
            Facts.answeredByUs(exchange, status, "upstream_error_response");
            assertThat(Facts.json(exchange.answer())).containsEntry("received_status", Integer.toString(status));
        }
    }

    /** Some clients take it and some containers pass it on; where one does not, the answer is ours. */
    @ParameterizedTest
    @EnumSource(Proxies.class)
    void oversizedHeader_passesWholeOrIsReplaced(Proxies proxy) throws Exception {
        Exchange exchange = site.get(Apps.GATED + proxy.at(Fault.OVERSIZED_HEADER));
        if (exchange.answer().status() == 200) {
            assertThat(exchange.answer().header("X-Large")).contains("x".repeat(70_000));
        } else {
            Facts.answeredByUs(exchange, 502, "http_response_header_section_size", "http_response_header_size");
        }
    }

    @ParameterizedTest
    @EnumSource(Proxies.class)
    void failuresOfAllMethods_haveTheSameAnswer(Proxies proxy) throws Exception {
        for (Fault fault : List.of(Fault.REFUSED, Fault.EMPTY)) {
            for (String method : List.of("HEAD", "POST", "PUT", "DELETE")) {
                Request request = Request.of(method, Apps.GATED + proxy.at(fault));
                Exchange exchange = site.send(method.startsWith("P") ? request.body("order=1") : request);
                Facts.answeredByUs(
                        exchange,
                        502,
                        fault == Fault.REFUSED
                                ? new String[] {"connection_refused"}
                                : new String[] {TERMINATED, INCOMPLETE});
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Proxies.class)
    void browser_getsAPageInItsLanguage(Proxies proxy) throws Exception {
        Exchange exchange = site.send(Request.get(Apps.GATED + proxy.at(Fault.REFUSED))
                .with("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
                .with("Accept-Language", "de-CH,de;q=0.9,en;q=0.5"));
        Facts.answeredByUs(exchange, 502, "connection_refused");
        assertThat(exchange.answer().header("Content-Language")).contains("de");
        assertThat(exchange.answer().header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).isEqualToIgnoringCase("text/html;charset=utf-8"));
    }
}
