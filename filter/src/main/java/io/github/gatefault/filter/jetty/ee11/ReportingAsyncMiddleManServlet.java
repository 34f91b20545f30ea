package io.github.gatefault.filter.jetty.ee11;

import io.github.gatefault.filter.internal.jetty.ProxiedCall;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.ee11.proxy.AsyncMiddleManServlet;

/** Jetty's asynchronous proxy that may transform bodies, which reports upstream failures to the filter. */
public class ReportingAsyncMiddleManServlet extends AsyncMiddleManServlet {
    private static final long serialVersionUID = 1L;

    /** Called by the container. */
    public ReportingAsyncMiddleManServlet() {}

    @Override
    protected void onServerResponseHeaders(
            HttpServletRequest clientRequest, HttpServletResponse proxyResponse, Response serverResponse) {
        ProxiedCall.answered(clientRequest, serverResponse);
        super.onServerResponseHeaders(clientRequest, proxyResponse, serverResponse);
    }

    @Override
    protected void onProxyResponseFailure(
            HttpServletRequest clientRequest,
            HttpServletResponse proxyResponse,
            Response serverResponse,
            Throwable failure) {
        ProxiedCall.failed(clientRequest, serverResponse, failure);
        super.onProxyResponseFailure(clientRequest, proxyResponse, serverResponse, failure);
    }

    /** The same proxy for one upstream, set by the init-params {@code proxyTo} and {@code prefix}. */
    public static class Transparent extends AsyncMiddleManServlet.Transparent {
        private static final long serialVersionUID = 1L;

        /** Called by the container. */
        public Transparent() {}

        @Override
        protected void onServerResponseHeaders(
                HttpServletRequest clientRequest, HttpServletResponse proxyResponse, Response serverResponse) {
            ProxiedCall.answered(clientRequest, serverResponse);
            super.onServerResponseHeaders(clientRequest, proxyResponse, serverResponse);
        }

        @Override
        protected void onProxyResponseFailure(
                HttpServletRequest clientRequest,
                HttpServletResponse proxyResponse,
                Response serverResponse,
                Throwable failure) {
            ProxiedCall.failed(clientRequest, serverResponse, failure);
            super.onProxyResponseFailure(clientRequest, proxyResponse, serverResponse, failure);
        }
    }
}
