package io.github.gatefault.filter.jetty.ee11;

import io.github.gatefault.filter.internal.jetty.ProxiedCall;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.ee11.proxy.ProxyServlet;

/** Jetty's blocking proxy, which reports upstream failures to the filter. */
public class ReportingProxyServlet extends ProxyServlet {
    private static final long serialVersionUID = 1L;

    /** Called by the container. */
    public ReportingProxyServlet() {}

    @Override
    protected void onServerResponseHeaders(HttpServletRequest request, HttpServletResponse response, Response answer) {
        ProxiedCall.answered(request, answer);
        super.onServerResponseHeaders(request, response, answer);
    }

    @Override
    protected void onProxyResponseFailure(
            HttpServletRequest request, HttpServletResponse response, Response answer, Throwable failure) {
        ProxiedCall.failed(request, answer, failure);
        super.onProxyResponseFailure(request, response, answer, failure);
    }

    /** The same proxy for one upstream, set by the init-params {@code proxyTo} and {@code prefix}. */
    public static class Transparent extends ProxyServlet.Transparent {
        private static final long serialVersionUID = 1L;

        /** Called by the container. */
        public Transparent() {}

        @Override
        protected void onServerResponseHeaders(
                HttpServletRequest request, HttpServletResponse response, Response answer) {
            ProxiedCall.answered(request, answer);
            super.onServerResponseHeaders(request, response, answer);
        }

        @Override
        protected void onProxyResponseFailure(
                HttpServletRequest request, HttpServletResponse response, Response answer, Throwable failure) {
            ProxiedCall.failed(request, answer, failure);
            super.onProxyResponseFailure(request, response, answer, failure);
        }
    }
}
