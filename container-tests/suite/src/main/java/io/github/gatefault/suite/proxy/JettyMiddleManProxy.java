package io.github.gatefault.suite.proxy;

import io.github.gatefault.filter.jetty.ee10.ReportingAsyncMiddleManServlet;
import io.github.gatefault.suite.upstream.Fault;
import io.github.gatefault.suite.upstream.FaultUpstream;
import jakarta.servlet.http.HttpServletRequest;

/** Jetty's proxy that never blocks and can change what it passes on. */
public final class JettyMiddleManProxy extends ReportingAsyncMiddleManServlet {
    private static final long serialVersionUID = 1;
    private final transient FaultUpstream upstream;

    /** Proxies to this upstream. */
    public JettyMiddleManProxy(FaultUpstream upstream) {
        this.upstream = upstream;
    }

    @Override
    protected String rewriteTarget(HttpServletRequest request) {
        return upstream.uri(Fault.ofPath(request.getRequestURI())).toString();
    }
}
