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
import io.github.gatefault.filter.upstream.Upstream;
import io.github.gatefault.filter.upstream.Upstreams;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Servlet;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Jetty's own proxies on real sockets: the upstream that failed has its configured name. */
class ProxiedCallTest {
    private final Server server = new Server();
    private final Server upstream = new Server();

    static Stream<Servlet> proxies() {
        return Stream.of(
                new ReportingProxyServlet.Transparent(),
                new ReportingAsyncProxyServlet.Transparent(),
                new ReportingAsyncMiddleManServlet.Transparent());
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
        upstream.stop();
    }

    private Incident incidentOf(Servlet proxy, int port) throws Exception {
        server.addConnector(new ServerConnector(server));
        ServletContextHandler context = new ServletContextHandler("/");
        Upstreams upstreams = Upstreams.of(
                new Upstream("orders", List.of("127.0.0.1:" + port), null),
                new Upstream("other", List.of("127.0.0.1"), null));
        FilterHolder filter =
                new FilterHolder(BadGatewayFilter.builder().upstreams(upstreams).build());
        filter.setAsyncSupported(true);
        context.addFilter(filter, "/*", EnumSet.allOf(DispatcherType.class));
        ServletHolder holder = new ServletHolder(proxy);
        holder.setAsyncSupported(true);
        holder.setInitParameter("proxyTo", "http://127.0.0.1:" + port + "/");
        context.addServlet(holder, "/*");
        server.setHandler(context);
        server.start();
        HttpClient.newHttpClient().send(HttpRequest.newBuilder(server.getURI()).build(), BodyHandlers.ofString());
        IncidentStore store = (IncidentStore) context.getServletContext().getAttribute(BadGatewayFilter.INCIDENTS);
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
        upstream.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                response.setStatus(504);
                Content.Sink.write(response, true, "", callback);
                return true;
            }
        });
        upstream.addConnector(new ServerConnector(upstream));
        upstream.start();

        Incident incident = incidentOf(proxy, upstream.getURI().getPort());

        assertThat(incident.upstream()).isEqualTo("orders");
        assertThat(incident.receivedStatus()).isEqualTo(504);
    }
}
