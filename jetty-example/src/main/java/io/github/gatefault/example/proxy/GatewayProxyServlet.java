package io.github.gatefault.example.proxy;

import io.github.gatefault.filter.jetty.ee10.ReportingAsyncProxyServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.KeyStore;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * Jetty's asynchronous proxy with a route table. Besides Jetty's own init-params ({@code idleTimeout}, {@code timeout},
 * {@code maxConnections}, …) it takes {@code connectTimeout} in milliseconds and {@code maxQueued}, how many requests may wait
 * for a connection.
 */
@SuppressWarnings("serial") // Servlets are never serialized.
public class GatewayProxyServlet extends ReportingAsyncProxyServlet {
    /** The attribute of the servlet context with a {@link KeyStore} of the CAs to trust; the JDK's own without it. */
    public static final String TRUSTED = GatewayProxyServlet.class.getName() + ".trusted";

    /** For the container. */
    public GatewayProxyServlet() {}

    @Override
    protected String rewriteTarget(HttpServletRequest request) {
        return Routes.of(getServletContext()).targetOf(request).toString();
    }

    @Override
    public String getViaHost() {
        return Routes.of(getServletContext()).pseudonym();
    }

    /** Jetty's proxy flushes when the buffer is full, which for events may take hours: theirs holds next to nothing. */
    @Override
    protected void onServerResponseHeaders(
            HttpServletRequest request, HttpServletResponse response, Response upstreamResponse) {
        super.onServerResponseHeaders(request, response, upstreamResponse);
        String type = upstreamResponse.getHeaders().get(HttpHeader.CONTENT_TYPE);
        if (type != null && type.startsWith("text/event-stream")) {
            response.setBufferSize(1);
        }
    }

    @Override
    protected HttpClient newHttpClient(ClientConnector connector) {
        HttpClient client = super.newHttpClient(connector);
        client.setConnectTimeout(number("connectTimeout", 5_000));
        client.setMaxRequestsQueuedPerDestination(number("maxQueued", 1_024));
        client.setSocketAddressResolver(new GuardedResolver(client));
        return client;
    }

    @Override
    protected ClientConnector newClientConnector() {
        SslContextFactory.Client tls = new SslContextFactory.Client();
        if (getServletContext().getAttribute(TRUSTED) instanceof KeyStore trusted) {
            tls.setTrustStore(trusted);
        }
        ClientConnector connector = new ClientConnector();
        connector.setSslContextFactory(tls);
        return connector;
    }

    private int number(String name, int otherwise) {
        @Nullable String value = getInitParameter(name);
        try {
            return value == null ? otherwise : Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("The init-param " + name + " takes a whole number, not " + value, e);
        }
    }
}
