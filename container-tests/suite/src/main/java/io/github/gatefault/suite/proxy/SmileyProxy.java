package io.github.gatefault.suite.proxy;

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
    private final transient Route route;

    /** Proxies along this route. */
    public SmileyProxy(Route route) {
        this.route = route;
    }

    @Override
    protected void initTarget() {
        // Each request has its own.
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        URI target = route.of(request.getRequestURI());
        request.setAttribute(ATTR_TARGET_URI, target.toString());
        request.setAttribute(ATTR_TARGET_HOST, new HttpHost(target.getHost(), target.getPort()));
        super.service(request, response);
    }

    @Override
    protected String rewriteUrlFromRequest(HttpServletRequest request) {
        return getTargetUri(request);
    }
}
