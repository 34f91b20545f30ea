package io.github.gatefault.suite.proxy;

import io.github.gatefault.filter.jetty.ee10.ReportingProxyServlet;
import jakarta.servlet.http.HttpServletRequest;

/** Jetty's proxy that reads without and writes with blocking. */
public final class JettyProxy extends ReportingProxyServlet {
    private static final long serialVersionUID = 1;
    private final transient Route route;

    /** Proxies along this route. */
    public JettyProxy(Route route) {
        this.route = route;
    }

    @Override
    protected String rewriteTarget(HttpServletRequest request) {
        return route.of(request.getRequestURI()).toString();
    }
}
