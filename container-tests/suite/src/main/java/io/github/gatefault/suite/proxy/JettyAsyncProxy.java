package io.github.gatefault.suite.proxy;

import io.github.gatefault.filter.jetty.ee10.ReportingAsyncProxyServlet;
import jakarta.servlet.http.HttpServletRequest;

/** Jetty's proxy that never blocks. */
public final class JettyAsyncProxy extends ReportingAsyncProxyServlet {
    private static final long serialVersionUID = 1;
    private final transient Route route;

    /** Proxies along this route. */
    public JettyAsyncProxy(Route route) {
        this.route = route;
    }

    @Override
    protected String rewriteTarget(HttpServletRequest request) {
        return route.of(request.getRequestURI()).toString();
    }
}
