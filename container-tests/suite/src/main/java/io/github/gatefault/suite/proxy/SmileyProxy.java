package io.github.gatefault.suite.proxy;

import io.github.gatefault.suite.upstream.Fault;
import io.github.gatefault.suite.upstream.FaultUpstream;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.apache.http.HttpHost;
import org.mitre.dsmiley.httpproxy.ProxyServlet;

/** Smiley's HTTP-Proxy-Servlet on Apache HttpClient 4, as it is. */
public final class SmileyProxy extends ProxyServlet {
    private static final long serialVersionUID = 1;
    private final transient FaultUpstream upstream;

    /** Proxies to this upstream. */
    public SmileyProxy(FaultUpstream upstream) {
        this.upstream = upstream;
    }

    @Override
    protected void initTarget() {
        // Each request has its own.
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        URI target = upstream.uri(Fault.ofPath(request.getRequestURI()));
        request.setAttribute(ATTR_TARGET_URI, target.toString());
        request.setAttribute(ATTR_TARGET_HOST, new HttpHost(target.getHost(), target.getPort()));
        super.service(request, response);
    }

    @Override
    protected String rewriteUrlFromRequest(HttpServletRequest request) {
        return getTargetUri(request);
    }
}
