package io.github.gatefault.example.proxy;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.filter.UpstreamException;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The route table: what the gateway knows by itself, before it opens any connection. */
public final class Routes {
    /** The attribute of the servlet context under which the proxies find the table. */
    public static final String ATTRIBUTE = Routes.class.getName();

    private final Map<String, Route> byPath;
    private final String pseudonym;

    /**
     * Makes a table.
     *
     * @param byPath the route for each path within the web application
     * @param pseudonym the gateway's name in {@code Via} (RFC 9110, section 7.6.3), by which it knows its own requests again
     */
    public Routes(Map<String, Route> byPath, String pseudonym) {
        this.byPath = Map.copyOf(byPath);
        this.pseudonym = pseudonym;
    }

    /** Returns the table of this web application. */
    public static Routes of(ServletContext application) {
        if (application.getAttribute(ATTRIBUTE) instanceof Routes routes) {
            return routes;
        }
        throw new IllegalStateException("This web application has no routes: set its attribute before it starts");
    }

    /** Returns the name by which the gateway signs what it passes on. */
    public String pseudonym() {
        return pseudonym;
    }

    /**
     * Returns where this request goes.
     *
     * @throws UpstreamException if it can go nowhere, with the reason
     */
    public URI targetOf(HttpServletRequest request) {
        if (Collections.list(request.getHeaders("Via")).stream().anyMatch(this::isSignedByUs)) {
            throw new UpstreamException(CauseType.PROXY_LOOP_DETECTED);
        }
        Route route = byPath.get(pathOf(request));
        if (route == null) {
            throw new UpstreamException(CauseType.DESTINATION_NOT_FOUND);
        }
        if (route.maintenance()) {
            throw new UpstreamException(CauseType.PROXY_INTERNAL_RESPONSE, "maintenance", null);
        }
        if (!route.healthy().getAsBoolean()) {
            throw new UpstreamException(CauseType.DESTINATION_UNAVAILABLE, "health_check", null);
        }
        return withQuery(uriOf(route), request.getQueryString());
    }

    private boolean isSignedByUs(String via) {
        for (String hop : via.split(",", -1)) {
            if (hop.strip().endsWith(" " + pseudonym)) {
                return true;
            }
        }
        return false;
    }

    private static String pathOf(HttpServletRequest request) {
        String rest = request.getPathInfo();
        return rest == null ? request.getServletPath() : request.getServletPath() + rest;
    }

    private static URI uriOf(Route route) {
        try {
            URI uri = URI.create(route.target());
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
            throw new IllegalArgumentException("Not an address of a web service: " + route.target());
        } catch (IllegalArgumentException e) {
            throw new UpstreamException(CauseType.PROXY_CONFIGURATION_ERROR, null, e);
        }
    }

    private static URI withQuery(URI uri, @Nullable String query) {
        try {
            return query == null ? uri : URI.create(uri + "?" + query);
        } catch (IllegalArgumentException e) {
            throw new UpstreamException(CauseType.HTTP_REQUEST_ERROR, "malformed_query", e);
        }
    }
}
