package io.github.gatefault.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.filter.jetty.ee11.ReportingAsyncMiddleManServlet;
import io.github.gatefault.filter.jetty.ee11.ReportingAsyncProxyServlet;
import io.github.gatefault.filter.jetty.ee11.ReportingProxyServlet;
import io.github.gatefault.suite.harness.Await;
import io.github.gatefault.suite.harness.Exchange;
import io.github.gatefault.suite.harness.Facts;
import io.github.gatefault.suite.harness.Site;
import io.github.gatefault.suite.harness.WebApp;
import io.github.gatefault.suite.upstream.Fault;
import io.github.gatefault.suite.upstream.FaultUpstream;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jetty's proxies for ee11: what their upstreams do to them is told to the filter, by each of the six. */
class JettyEe11ProxiesTest {
    private static final Map<String, String> SHORT =
            Map.of("idleTimeout", "1000", "maxThreads", "6", "hostHeader", "upstream");

    @RegisterExtension
    static final Site site = Site.of(upstream -> {
        WebApp app = Apps.gated();
        app.servlet("/proxy/*", () -> new Blocking(upstream), SHORT);
        app.servlet("/async/*", () -> new Async(upstream), SHORT);
        app.servlet("/middle-man/*", () -> new MiddleMan(upstream), SHORT);
        transparent(app, "/transparent-proxy", ReportingProxyServlet.Transparent::new, upstream);
        transparent(app, "/transparent-async", ReportingAsyncProxyServlet.Transparent::new, upstream);
        transparent(app, "/transparent-middle-man", ReportingAsyncMiddleManServlet.Transparent::new, upstream);
        return List.of(app);
    });

    /** Twice: a transparent proxy has one address, and the one that refuses is another than the one that listens. */
    private static void transparent(WebApp app, String path, Supplier<? extends Servlet> make, FaultUpstream upstream) {
        for (Fault fault : List.of(Fault.OK, Fault.REFUSED)) {
            String prefix = path + (fault == Fault.REFUSED ? "-refused" : "");
            String target = upstream.uri(fault).toString();
            Map<String, String> params = new HashMap<>(SHORT);
            params.put("proxyTo", target.substring(0, target.lastIndexOf('/')));
            params.put("prefix", prefix);
            app.servlet(prefix + "/*", make, params);
        }
    }

    private static String target(FaultUpstream upstream, HttpServletRequest request) {
        return upstream.uri(Fault.ofPath(request.getRequestURI())).toString();
    }

    private static final class Blocking extends ReportingProxyServlet {
        private static final long serialVersionUID = 1;
        private final transient FaultUpstream upstream;

        Blocking(FaultUpstream upstream) {
            this.upstream = upstream;
        }

        @Override
        protected String rewriteTarget(HttpServletRequest request) {
            return target(upstream, request);
        }
    }

    private static final class Async extends ReportingAsyncProxyServlet {
        private static final long serialVersionUID = 1;
        private final transient FaultUpstream upstream;

        Async(FaultUpstream upstream) {
            this.upstream = upstream;
        }

        @Override
        protected String rewriteTarget(HttpServletRequest request) {
            return target(upstream, request);
        }
    }

    private static final class MiddleMan extends ReportingAsyncMiddleManServlet {
        private static final long serialVersionUID = 1;
        private final transient FaultUpstream upstream;

        MiddleMan(FaultUpstream upstream) {
            this.upstream = upstream;
        }

        @Override
        protected String rewriteTarget(HttpServletRequest request) {
            return target(upstream, request);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/proxy",
                "/async",
                "/middle-man",
                "/transparent-proxy-refused",
                "/transparent-async-refused",
                "/transparent-middle-man-refused"
            })
    void refusedConnection_answers502(String proxy) throws Exception {
        Facts.answeredByUs(site.get(Apps.GATED + proxy + "/refused"), 502, "connection_refused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/proxy",
                "/async",
                "/middle-man",
                "/transparent-proxy",
                "/transparent-async",
                "/transparent-middle-man"
            })
    void silentUpstream_answers504(String proxy) throws Exception {
        Facts.answeredByUs(site.get(Apps.GATED + proxy + "/hang"), 504, "http_response_timeout");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/proxy",
                "/async",
                "/middle-man",
                "/transparent-proxy",
                "/transparent-async",
                "/transparent-middle-man"
            })
    void answerThatBreaksOff_isCutOff(String proxy) throws Exception {
        for (Fault fault : List.of(Fault.TRUNCATED, Fault.TRUNCATED_CHUNKED)) {
            Exchange exchange = site.get(Apps.GATED + proxy + "/" + fault.path());
            assertThat(exchange.answer().status()).as("%s", exchange).isEqualTo(200);
            assertThat(exchange.answer().isCutOff()).as("cut off: %s", exchange).isTrue();
            String id = exchange.correlationId().orElseThrow();
            Await.until(
                    Duration.ofSeconds(2),
                    () -> site.incidents().stream()
                            .anyMatch(incident -> incident.id().equals(id)),
                    () -> "no incident in the log of " + exchange);
            assertThat(site.incidents())
                    .filteredOn(incident -> incident.id().equals(id))
                    .singleElement()
                    .satisfies(incident -> {
                        assertThat(incident.outcome()).isEqualTo("after_commit");
                        assertThat(incident.cause())
                                .isIn(
                                        "http_response_incomplete",
                                        "connection_terminated",
                                        "http_response_transfer_coding");
                    });
        }
    }

    /** The proxies do their work: nobody takes a whole answer for a failure. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/proxy",
                "/async",
                "/middle-man",
                "/transparent-proxy",
                "/transparent-async",
                "/transparent-middle-man"
            })
    void wholeAnswer_passes(String proxy) throws Exception {
        Exchange exchange = site.get(Apps.GATED + proxy + "/big");
        assertThat(exchange.answer().status()).as("%s", exchange).isEqualTo(200);
        assertThat(exchange.answer().body()).isEqualTo(FaultUpstream.bytes(FaultUpstream.BIG_SIZE));
        Facts.noIncident(site);
    }
}
