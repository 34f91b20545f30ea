package io.github.gatefault.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.suite.harness.Exchange;
import io.github.gatefault.suite.harness.Site;
import io.github.gatefault.suite.proxy.Proxies;
import io.github.gatefault.suite.upstream.Fault;
import io.github.gatefault.suite.wire.Field;
import io.github.gatefault.suite.wire.Head;
import io.github.gatefault.suite.wire.Request;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where nothing fails, the filter is not there. */
class HealthyTest {
    @RegisterExtension
    static final Site site =
            Site.of(upstream -> List.of(Proxies.all(Apps.gated(), upstream), Proxies.all(Apps.bare(), upstream)));

    private static final List<Fault> WHOLE = List.of(
            Fault.OK,
            Fault.BIG,
            Fault.CHUNKED,
            Fault.GZIP,
            Fault.RANGE,
            Fault.NO_CONTENT,
            Fault.NOT_MODIFIED,
            Fault.REDIRECT,
            Fault.NOT_FOUND,
            Fault.ERROR_500,
            Fault.STATUS_502_JSON,
            Fault.STATUS_503_JSON,
            Fault.STATUS_504_JSON,
            Fault.STATUS_503_BIG);

    @ParameterizedTest
    @EnumSource(Proxies.class)
    void wholeAnswers_areByteForByteWhatTheyAreWithoutTheFilter(Proxies proxy) throws Exception {
        for (Fault answer : WHOLE) {
            for (String method : List.of("GET", "HEAD", "POST")) {
                String path = proxy.path() + "/" + answer.path();
                Exchange gated = site.send(Request.of(method, Apps.GATED + path));
                Exchange bare = site.send(Request.of(method, Apps.BARE + path));
                assertThat(comparable(gated)).as("%s", gated).isEqualTo(comparable(bare));
                assertThat(gated.answer().body())
                        .as("%s", gated)
                        .isEqualTo(bare.answer().body());
                assertThat(gated.answer().isComplete()).as("%s", gated).isTrue();
            }
        }
    }

    /** Fields that tell the time or the context path, or that are ours. */
    private static final Set<String> DIFFERENT = Set.of("date", "x-correlation-id");

    private static List<Object> comparable(Exchange exchange) {
        return List.of(
                exchange.answer().interims().stream()
                        .map(HealthyTest::comparable)
                        .toList(),
                comparable(exchange.answer().head()),
                exchange.answer().framing(),
                exchange.answer().trailers(),
                exchange.answer().ending());
    }

    private static List<String> comparable(Head head) {
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(head.statusLine()),
                        head.fields().stream()
                                .filter(field ->
                                        !DIFFERENT.contains(field.name().toLowerCase(Locale.ROOT)))
                                .map(Field::toString)
                                .map(field -> field.replace(Apps.GATED, Apps.BARE)))
                .toList();
    }
}
