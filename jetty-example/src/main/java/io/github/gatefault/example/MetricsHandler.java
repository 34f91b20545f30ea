package io.github.gatefault.example;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetSocketAddress;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * What is counted, as Prometheus reads it, to whoever asks from this machine: it is for operators, and the port is the
 * visitors' too. It stands beside the web applications, so that no filter of theirs has a part in it.
 */
final class MetricsHandler extends Handler.Abstract.NonBlocking {
    private static final String FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Override
    protected void doStart() throws Exception {
        Metrics.addRegistry(registry);
        super.doStart();
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        Metrics.removeRegistry(registry);
        registry.close();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (!isFromThisMachine(request)) {
            Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
            return true;
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, FORMAT);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        Content.Sink.write(response, true, registry.scrape(), callback);
        return true;
    }

    private static boolean isFromThisMachine(Request request) {
        return request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress visitor
                && visitor.getAddress().isLoopbackAddress();
    }
}
