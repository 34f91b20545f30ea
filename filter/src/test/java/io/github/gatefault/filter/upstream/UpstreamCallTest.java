package io.github.gatefault.filter.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.cause.RequestSent;
import io.github.gatefault.filter.BadGatewayFilter;
import io.github.gatefault.filter.testing.TestServer;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the filter makes of the calls that it is told of. */
class UpstreamCallTest {
    private static final URI ORDERS = URI.create("http://orders.internal/orders");
    private static final URI PAYMENTS = URI.create("http://payments.internal:8443/payments");
    private final ConnectException refused = new ConnectException("Connection refused");

    @RegisterExtension
    final TestServer server = new TestServer();

    private final List<Incident> incidents = new CopyOnWriteArrayList<>();

    /** What an app does with a request. */
    private interface App {
        void serve(HttpServletRequest request) throws IOException, ServletException;
    }

    private Incident incidentOf(App app) throws Exception {
        server.with(BadGatewayFilter.builder().listeners(incidents::add).build())
                .serving("/*", (request, response) -> app.serve(request))
                .start()
                .get("/");
        return incidents.get(0);
    }

    private static UpstreamCall call(HttpServletRequest request, String method, URI uri) {
        return UpstreamCall.begin(request, method, uri).orElseThrow();
    }

    @Test
    void call_hasTheIdOfTheExchange() throws Exception {
        Incident incident = incidentOf(request -> {
            UpstreamCall call = call(request, "GET", ORDERS);
            assertThat(call.header()).isEqualTo("X-Correlation-Id");
            assertThat(call.correlationId()).isEqualTo(request.getHeader("X-Correlation-Id"));
            throw refused;
        });
        assertThat(incident.cause()).isEqualTo(CauseType.CONNECTION_REFUSED);
    }

    @Test
    void onlyCallRefused_wasNotSent() throws Exception {
        Incident incident = incidentOf(request -> {
            call(request, "POST", ORDERS).failed(refused);
            throw refused;
        });
        assertThat(incident.requestSent()).isEqualTo(RequestSent.NO);
    }

    @Test
    void refusedAfterPaying_mayHaveBeenSent() throws Exception {
        Incident incident = incidentOf(request -> {
            call(request, "POST", PAYMENTS).answered(200);
            call(request, "POST", ORDERS).failed(refused);
            throw new ServletException(refused);
        });
        assertThat(incident.requestSent()).isEqualTo(RequestSent.MAYBE);
    }

    @Test
    void refusedWhileAnotherCallIsUnderWay_mayHaveBeenSent() throws Exception {
        Incident incident = incidentOf(request -> {
            call(request, "POST", PAYMENTS);
            call(request, "GET", ORDERS).failed(refused);
            throw refused;
        });
        assertThat(incident.requestSent()).isEqualTo(RequestSent.MAYBE);
    }

    @Test
    void refusedAfterReading_wasNotSent() throws Exception {
        Incident incident = incidentOf(request -> {
            call(request, "GET", PAYMENTS).answered(200);
            call(request, "POST", ORDERS).failed(refused);
            throw refused;
        });
        assertThat(incident.requestSent()).isEqualTo(RequestSent.NO);
    }

    @Test
    void refusedTwice_wasNotSent() throws Exception {
        Incident incident = incidentOf(request -> {
            call(request, "POST", ORDERS).failed(new ConnectException("Connection refused"));
            call(request, "POST", ORDERS).failed(refused);
            throw refused;
        });
        assertThat(incident.requestSent()).isEqualTo(RequestSent.NO);
    }

    @Test
    void answeredAndCutOff_wasSent() throws Exception {
        EOFException cutOff = new EOFException("EOF reached while reading");
        Incident incident = incidentOf(request -> {
            UpstreamCall call = call(request, "POST", ORDERS);
            call.answered(200);
            call.failed(cutOff);
            throw cutOff;
        });
        assertThat(incident.requestSent()).isEqualTo(RequestSent.YES);
    }

    @Test
    void payingLongAgo_isNotForgotten() throws Exception {
        Incident incident = incidentOf(request -> {
            call(request, "POST", PAYMENTS).answered(200);
            for (int i = 0; i < 1000; i++) {
                call(request, "GET", ORDERS).answered(200);
            }
            throw refused;
        });
        assertThat(incident.requestSent()).isEqualTo(RequestSent.MAYBE);
    }

    @Test
    void routeOfSpringCloudGateway_namesItsUpstream() throws Exception {
        Incident incident = incidentOf(request -> {
            request.setAttribute("GatewayServerMvc.gatewayRouteId", "orders-v2");
            call(request, "GET", ORDERS).failed(refused);
            throw refused;
        });
        assertThat(incident.upstream()).isEqualTo("orders-v2");
    }

    @Test
    void routeIdThatIsNoName_isNotTold() throws Exception {
        Incident incident = incidentOf(request -> {
            request.setAttribute("GatewayServerMvc.gatewayRouteId", "http://orders.internal:8080/");
            throw refused;
        });
        assertThat(incident.upstream()).isNull();
    }

    @Test
    void requestWithoutTheFilter_hasNoCalls() throws Exception {
        incidentOf(request -> {
            HttpServletRequest another = new HttpServletRequestWrapper(request) {
                @Override
                public Object getAttribute(String name) {
                    return Optional.empty();
                }
            };
            assertThat(UpstreamCall.begin(another, "GET", ORDERS)).isEmpty();
            throw refused;
        });
    }
}
