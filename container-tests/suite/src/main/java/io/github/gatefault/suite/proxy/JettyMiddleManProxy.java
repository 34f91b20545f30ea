package io.github.gatefault.suite.proxy;

import io.github.gatefault.filter.jetty.ee10.ReportingAsyncMiddleManServlet;
import jakarta.servlet.http.HttpServletRequest;

/** Jetty's proxy that never blocks and can change what it passes on. */
public final class JettyMiddleManProxy extends ReportingAsyncMiddleManServlet {
    private static final long serialVersionUID = 1;
    private final transient Route route;

    /** Proxies along this route. */
    public JettyMiddleManProxy(Route route) {
        this.route = route;
    }

    @Override
    protected String rewriteTarget(HttpServletRequest request) {
        return route.of(request.getRequestURI()).toString();
    }
}
