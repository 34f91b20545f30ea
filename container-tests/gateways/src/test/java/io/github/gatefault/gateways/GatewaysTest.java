package io.github.gatefault.gateways;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.gatefault.gateways.Fleet.Backend;
import io.github.gatefault.gateways.RawAnswer.Framing;
import io.github.gatefault.suite.harness.Exchange;
import io.github.gatefault.suite.harness.Facts;
import io.github.gatefault.suite.harness.Site;
import io.github.gatefault.suite.proxy.Proxies;
import io.github.gatefault.suite.upstream.Fault;
import io.github.gatefault.suite.wire.Answer;
import io.github.gatefault.suite.wire.Connection;
import io.github.gatefault.suite.wire.Request;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a gateway says by itself about what is behind it, becomes our answer: who said it, and what it reveals. */
class GatewaysTest {
    @AutoClose
    static final Fleet fleet = new Fleet();

    @RegisterExtension
    static final Site site = Site.of(faults -> Apps.both(fleet.startInFrontOf(faults)));

    /** Gateway, backend, what is asked of it, the gateway's status, and the cause that its page reveals. */
    @ParameterizedTest
    @CsvSource(delimiter = ' ', textBlock = """
            NGINX DEAD x 502 upstream_error_response
            NGINX NOWHERE x 502 upstream_error_response
            NGINX FAULTS hang 504 upstream_error_response
            NGINX FAULTS reset 502 upstream_error_response
            NGINX FAULTS empty 502 upstream_error_response
            NGINX FAULTS half-header 502 upstream_error_response
            NGINX FAULTS oversized-header 502 upstream_error_response
            APACHE DEAD x 503 upstream_error_response
            APACHE NOWHERE x 500 dns_error
            APACHE FAULTS hang 502 upstream_error_response
            APACHE FAULTS reset 502 upstream_error_response
            APACHE FAULTS empty 502 upstream_error_response
            APACHE FAULTS half-header 502 upstream_error_response
            APACHE FAULTS oversized-header 502 upstream_error_response
            HAPROXY DEAD x 503 upstream_error_response
            HAPROXY NOWHERE x 503 upstream_error_response
            HAPROXY FAULTS hang 504 connection_read_timeout
            HAPROXY FAULTS reset 502 upstream_error_response
            HAPROXY FAULTS empty 502 upstream_error_response
            HAPROXY FAULTS half-header 502 upstream_error_response
            HAPROXY FAULTS garbage 502 upstream_error_response
            HAPROXY FAULTS oversized-header 502 upstream_error_response
            VARNISH DEAD x 503 upstream_error_response
            VARNISH NOWHERE x 503 upstream_error_response
            VARNISH FAULTS hang 503 upstream_error_response
            VARNISH FAULTS reset 503 upstream_error_response
            VARNISH FAULTS empty 503 upstream_error_response
            VARNISH FAULTS half-header 503 upstream_error_response
            VARNISH FAULTS garbage 503 upstream_error_response
            VARNISH FAULTS oversized-header 503 upstream_error_response
            CADDY DEAD x 502 upstream_error_response
            CADDY NOWHERE x 502 upstream_error_response
            CADDY FAULTS hang 504 upstream_error_response
            CADDY FAULTS reset 502 upstream_error_response
            CADDY FAULTS empty 502 upstream_error_response
            CADDY FAULTS half-header 502 upstream_error_response
            CADDY FAULTS garbage 502 upstream_error_response
            SQUID DEAD x 503 connection_refused
            SQUID NOWHERE x 502 upstream_error_response
            SQUID FAULTS hang 504 connection_read_timeout
            SQUID FAULTS reset 502 connection_terminated
            SQUID FAULTS empty 502 http_response_incomplete
            SQUID FAULTS oversized-header 502 http_response_header_section_size
            TRAFFICSERVER DEAD x 502 upstream_error_response
            TRAFFICSERVER NOWHERE x 500 dns_error
            TRAFFICSERVER FAULTS hang 504 connection_read_timeout
            TRAFFICSERVER FAULTS reset 502 upstream_error_response
            TRAFFICSERVER FAULTS empty 502 upstream_error_response
            TRAFFICSERVER FAULTS half-header 502 upstream_error_response
            TRAFFICSERVER FAULTS garbage 502 upstream_error_response
            LIGHTTPD DEAD x 503 upstream_error_response
            LIGHTTPD FAULTS hang 504 upstream_error_response
            LIGHTTPD FAULTS reset 500 upstream_error_response
            LIGHTTPD FAULTS empty 500 upstream_error_response
            LIGHTTPD FAULTS half-header 500 upstream_error_response
            LIGHTTPD FAULTS garbage 502 upstream_error_response
            LIGHTTPD FAULTS oversized-header 502 upstream_error_response
            """)
    void pageOfAGateway_becomesOurs(Gateway gateway, Backend backend, String leaf, int status, String cause)
            throws Exception {
        Answer direct;
        // Both at once, for the slow ones.
        try (Connection connection = Fleet.begin("GET", fleet.uri(gateway, backend, leaf))) {
            Exchange exchange = site.get(Apps.GATED + Proxies.JETTY_ASYNC.path() + fleet.path(gateway, backend, leaf));
            direct = connection.read("GET");
            assertThat(direct.status()).as("what %s says", gateway).isEqualTo(status);
            assertThat(isOurs(exchange, gateway, status)).as("%s", exchange).containsEntry("cause", cause);
        }
        for (Framing framing : Framing.values()) {
            String replay = fleet.replay(RawAnswer.of(direct).as(framing));
            Exchange replayed = site.get(Apps.GATED + Proxies.NON_BLOCKING.path() + replay);
            assertThat(isOurs(replayed, gateway, status))
                    .as("%s %s", framing, replayed)
                    .containsEntry("cause", cause);
        }
    }

    static Stream<Arguments> gatewaysAndProxies() {
        return Stream.of(Gateway.values())
                .flatMap(gateway -> Stream.of(Proxies.values()).map(proxy -> arguments(gateway, proxy)));
    }

    @ParameterizedTest
    @MethodSource("gatewaysAndProxies")
    void pageOfAGateway_becomesOursThroughEachProxy(Gateway gateway, Proxies proxy) throws Exception {
        int status = Fleet.ask("GET", fleet.uri(gateway, Backend.DEAD, "x")).status();
        isOurs(site.get(Apps.GATED + proxy.path() + fleet.path(gateway, Backend.DEAD, "x")), gateway, status);
    }

    /** What announces a body passes: of a HEAD there is none to look at. Only Caddy announces nothing. */
    @ParameterizedTest
    @EnumSource(Gateway.class)
    void headOfAPage_passesWhereItAnnouncesABody(Gateway gateway) throws Exception {
        Answer direct = Fleet.ask("HEAD", fleet.uri(gateway, Backend.DEAD, "x"));
        String path = Proxies.JETTY_ASYNC.path() + fleet.path(gateway, Backend.DEAD, "x");
        Exchange gated = site.send(Request.of("HEAD", Apps.GATED + path));
        if (gateway == Gateway.CADDY) {
            Facts.answeredByUs(gated, direct.status(), "upstream_error_response");
        } else {
            Untouched.isUntouched(gated, site.send(Request.of("HEAD", Apps.BARE + path)));
        }
    }

    /** nginx fills its page up for some browsers. */
    @Test
    void pageForChrome_isHtmlOfOurs() throws Exception {
        Request request = Request.get(
                        Apps.GATED + Proxies.JETTY_ASYNC.path() + fleet.path(Gateway.NGINX, Backend.DEAD, "x"))
                .with("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36")
                .with("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        Answer answer = site.send(request).answer();
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.header("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(answer.text()).doesNotContain("nginx/");
    }

    /** nginx passes on what is no HTTP as it is, so that it fails at our own client. */
    @Test
    void garbageThroughNginx_isNotNginxs() throws Exception {
        Exchange exchange = site.get(Apps.GATED
                + Proxies.JETTY_ASYNC.path()
                + fleet.path(Gateway.NGINX, Backend.FAULTS, Fault.GARBAGE.path()));
        Facts.answeredByUs(exchange, 502, "http_protocol_error");
        assertThat(Facts.json(exchange.answer())).doesNotContainKeys("answered_by", "received_status");
    }

    /** Not through Jetty's proxies: they take the quotes of a field away, and what is left is none. */
    @Test
    void proxyStatusOfAGateway_winsOverItsPage_andOursComesAfter() throws Exception {
        Exchange exchange =
                site.get(Apps.GATED + Proxies.BLOCKING.path() + fleet.path(Gateway.NGINX, Backend.DEAD, "signed"));
        assertThat(isOurs(exchange, Gateway.NGINX, 502))
                .as("%s", exchange)
                .containsEntry("cause", "connection_refused");
        assertThat(String.join(", ", exchange.answer().headers("Proxy-Status")))
                .startsWith("edge; error=connection_refused")
                .contains("gatefault; ")
                .doesNotContain("10.1.2.3");
    }

    private static Map<String, String> isOurs(Exchange exchange, Gateway gateway, int status) throws IOException {
        assertThat(exchange.isOurs()).as("answered by the filter: %s", exchange).isTrue();
        Map<String, String> members = Facts.json(exchange.answer());
        assertThat(members)
                .as("%s", exchange)
                .containsEntry("answered_by", gateway.vendor())
                .containsEntry("received_status", Integer.toString(status));
        return members;
    }
}
