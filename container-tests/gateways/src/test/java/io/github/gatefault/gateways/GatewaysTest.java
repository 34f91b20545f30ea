package io.github.gatefault.gateways;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.gatefault.gateways.Fleet.Backend;
import io.github.gatefault.suite.harness.Exchange;
import io.github.gatefault.suite.harness.Facts;
import io.github.gatefault.suite.harness.Site;
import io.github.gatefault.suite.proxy.Proxies;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
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
        URI uri = fleet.uri(gateway, backend, leaf);
        assertThat(Fleet.ask("GET", uri).status()).as("what %s says", gateway).isEqualTo(status);
        Exchange exchange = site.get(Apps.GATED + Proxies.JETTY_ASYNC.path() + fleet.path(gateway, backend, leaf));
        assertThat(isOurs(exchange, gateway, status)).as("%s", exchange).containsEntry("cause", cause);
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
