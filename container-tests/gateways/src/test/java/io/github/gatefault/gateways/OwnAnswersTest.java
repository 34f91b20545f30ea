package io.github.gatefault.gateways;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.gatefault.gateways.Fleet.Backend;
import io.github.gatefault.suite.harness.Exchange;
import io.github.gatefault.suite.harness.Facts;
import io.github.gatefault.suite.harness.Site;
import io.github.gatefault.suite.proxy.Proxies;
import io.github.gatefault.suite.wire.Answer;
import io.github.gatefault.suite.wire.Connection;
import io.github.gatefault.suite.wire.Head;
import io.github.gatefault.suite.wire.Request;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a service says on purpose passes through a gateway and the filter, byte for byte, whatever its status. */
class OwnAnswersTest {
    /** Written by hand, and Jetty's: blocking and not. */
    private static final List<Proxies> PROXIES =
            List.of(Proxies.JETTY_ASYNC, Proxies.JETTY, Proxies.BLOCKING, Proxies.NON_BLOCKING);

    @AutoClose
    static final Fleet fleet = new Fleet();

    @RegisterExtension
    static final Site site = Site.of(faults -> Apps.both(fleet.startInFrontOf(faults)));

    static Stream<Arguments> gatewaysAndAnswers() {
        return Stream.of(Gateway.values())
                .flatMap(gateway -> Stream.of(OwnAnswer.values())
                        .filter(answer -> answer != OwnAnswer.ENDLESS)
                        .map(answer -> arguments(gateway, answer)));
    }

    @ParameterizedTest
    @MethodSource("gatewaysAndAnswers")
    void ownAnswer_passesAsTheGatewaySendsIt(Gateway gateway, OwnAnswer own) throws Exception {
        String path = fleet.path(gateway, Backend.OWN, own.leaf());
        for (String method : List.of("GET", "HEAD")) {
            Answer direct = Fleet.ask(method, fleet.uri(gateway, Backend.OWN, own.leaf()));
            for (Proxies proxy : own == OwnAnswer.SLOW ? PROXIES.subList(0, 1) : PROXIES) {
                Exchange gated = site.send(Request.of(method, Apps.GATED + proxy.path() + path));
                Exchange bare = site.send(Request.of(method, Apps.BARE + proxy.path() + path));
                Untouched.saysTheSame(gated, bare);
                assertThat(gated.answer().status()).as("%s", gated).isEqualTo(direct.status());
                assertThat(gated.answer().body()).as("%s", gated).isEqualTo(direct.body());
                assertThat(gated.answer().ending()).as("%s", gated).isEqualTo(direct.ending());
            }
        }
        Facts.noIncident(site);
    }

    /** Each piece arrives when it has been written, and the visitor may leave in the middle. */
    @ParameterizedTest
    @EnumSource(Gateway.class)
    void endlessAnswer_flows(Gateway gateway) throws Exception {
        String path = fleet.path(gateway, Backend.OWN, OwnAnswer.ENDLESS.leaf());
        for (Proxies proxy : PROXIES) {
            try (Connection connection = site.connect()) {
                Head head = connection
                        .send(Request.get(Apps.GATED + proxy.path() + path).bytes())
                        .readHead();
                assertThat(head.status()).as("%s %s", gateway, proxy).isEqualTo(503);
                assertThat(head.all("Proxy-Status")).isEmpty();
                assertThat(connection.skip(100_000)).as("%s %s", gateway, proxy).isEqualTo(100_000);
            }
        }
        Facts.noIncident(site);
    }
}
