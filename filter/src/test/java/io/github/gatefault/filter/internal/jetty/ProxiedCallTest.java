package io.github.gatefault.filter.internal.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.filter.BadGatewayFilter;
import io.github.gatefault.filter.incident.IncidentQuery;
import io.github.gatefault.filter.incident.IncidentStore;
import io.github.gatefault.filter.jetty.ee10.ReportingAsyncMiddleManServlet;
import io.github.gatefault.filter.jetty.ee10.ReportingAsyncProxyServlet;
import io.github.gatefault.filter.jetty.ee10.ReportingProxyServlet;
import io.github.gatefault.filter.testing.TestServer;
import io.github.gatefault.filter.upstream.Upstream;
import io.github.gatefault.filter.upstream.Upstreams;
import jakarta.servlet.Servlet;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Jetty's own proxies on real sockets: the upstream that failed has its configured name. */
class ProxiedCallTest {
    @RegisterExtension
    final TestServer server = new TestServer();

    @RegisterExtension
    final TestServer upstream = new TestServer();

    static Stream<Servlet> proxies() {
        return Stream.of(
                new ReportingProxyServlet.Transparent(),
                new ReportingAsyncProxyServlet.Transparent(),
                new ReportingAsyncMiddleManServlet.Transparent());
    }

    private Incident incidentOf(Servlet proxy, int port) throws Exception {
        Upstreams upstreams = Upstreams.of(
                new Upstream("orders", List.of("127.0.0.1:" + port), null),
                new Upstream("other", List.of("127.0.0.1"), null));
        server.with(BadGatewayFilter.builder().upstreams(upstreams).build())
                .serving(proxy, Map.of("proxyTo", "http://127.0.0.1:" + port + "/"), "/*")
                .start()
                .get("/");
        IncidentStore store = (IncidentStore) server.context().getAttribute(BadGatewayFilter.INCIDENTS);
        return store.search(IncidentQuery.newest(1)).get(0).incident();
    }

    /** The third keeps its request to itself until an answer begins. */
    static Stream<Servlet> proxiesThatTellTheirRequest() {
        return proxies().limit(2);
    }

    @ParameterizedTest
    @MethodSource("proxiesThatTellTheirRequest")
    void upstreamThatRefuses_isNamed(Servlet proxy) throws Exception {
        try (Socket taken = new Socket()) {
            taken.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0));

            Incident incident = incidentOf(proxy, taken.getLocalPort());

            assertThat(incident.upstream()).isEqualTo("orders");
            assertThat(incident.cause()).isEqualTo(CauseType.CONNECTION_REFUSED);
        }
    }

    @ParameterizedTest
    @MethodSource("proxies")
    void gatewayThatAnswersByItself_isNamed(Servlet proxy) throws Exception {
        upstream.serving("/*", (request, response) -> response.setStatus(504)).start();

        Incident incident = incidentOf(proxy, upstream.port());

        assertThat(incident.upstream()).isEqualTo("orders");
        assertThat(incident.receivedStatus()).isEqualTo(504);
    }
}
