package io.github.gatefault.suite.proxy;

import io.github.gatefault.filter.jetty.ee10.ReportingAsyncProxyServlet;
import io.github.gatefault.suite.upstream.Fault;
import io.github.gatefault.suite.upstream.FaultUpstream;
import jakarta.servlet.http.HttpServletRequest;

/** Jetty's proxy that never blocks. */
public final class JettyAsyncProxy extends ReportingAsyncProxyServlet {
    private static final long serialVersionUID = 1;
    private final transient FaultUpstream upstream;

    /** Proxies to this upstream. */
    public JettyAsyncProxy(FaultUpstream upstream) {
        this.upstream = upstream;
    }

    @Override
    protected String rewriteTarget(HttpServletRequest request) {
        return upstream.uri(Fault.ofPath(request.getRequestURI())).toString();
    }
}
