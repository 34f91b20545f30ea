package io.github.gatefault.benchmarks;

import io.github.gatefault.filter.BadGatewayFilter;
import io.github.gatefault.filter.jetty.ee10.ReportingProxyServlet;
import jakarta.servlet.DispatcherType;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.proxy.ProxyServlet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/**
 * Two gateways over one upstream, for a load generator: Jetty's proxy with the filter, and the same without it. Arguments:
 * the port of the one, the port of the other.
 */
public final class ProxyServers {
    private ProxyServers() {}

    /** Starts them, and runs until it is stopped. */
    public static void main(String[] ports) throws Exception {
        Server upstream = start(0, new KilobyteOfJson());
        String proxyTo = "http://127.0.0.1:" + ((ServerConnector) upstream.getConnectors()[0]).getLocalPort();
        start(Integer.parseInt(ports[0]), gateway(proxyTo, true));
        start(Integer.parseInt(ports[1]), gateway(proxyTo, false)).join();
    }

    private static Server start(int port, Handler handler) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(handler);
        server.start();
        return server;
    }

    private static Handler gateway(String proxyTo, boolean withFilter) {
        ServletContextHandler context = new ServletContextHandler();
        ServletHolder proxy = new ServletHolder(
                withFilter ? new ReportingProxyServlet.Transparent() : new ProxyServlet.Transparent());
        proxy.setInitParameter("proxyTo", proxyTo);
        context.addServlet(proxy, "/*");
        if (withFilter) {
            FilterHolder filter = new FilterHolder(new BadGatewayFilter());
            filter.setAsyncSupported(true);
            context.addFilter(filter, "/*", EnumSet.allOf(DispatcherType.class));
        }
        return context;
    }

    private static final class KilobyteOfJson extends Handler.Abstract.NonBlocking {
        private final byte[] body = ("{\"text\":\"" + "x".repeat(1013) + "\"}").getBytes(StandardCharsets.US_ASCII);

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
            Content.Sink.write(response, true, new String(body, StandardCharsets.US_ASCII), callback);
            return true;
        }
    }
}
