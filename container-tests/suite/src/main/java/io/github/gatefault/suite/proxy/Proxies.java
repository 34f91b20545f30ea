package io.github.gatefault.suite.proxy;

import io.github.gatefault.suite.harness.WebApp;
import io.github.gatefault.suite.proxy.NonBlockingProxy.Through;
import io.github.gatefault.suite.upstream.Fault;
import io.github.gatefault.suite.upstream.FaultUpstream;
import jakarta.servlet.Servlet;
import java.util.Locale;
import java.util.Map;

/** All proxies, each below a path of its own: {@code /jetty-async/truncated} asks the upstream to truncate. */
public enum Proxies {
    /** See {@link BlockingProxy}. */
    BLOCKING,
    /** See {@link AsyncProxy}. */
    ASYNC,
    /** See {@link DispatchingProxy}. */
    DISPATCHING,
    /** See {@link NonBlockingProxy}. */
    NON_BLOCKING,
    /** See {@link NonBlockingProxy}. */
    NON_BLOCKING_CONTEXT,
    /** See {@link JettyProxy}. */
    JETTY,
    /** See {@link JettyAsyncProxy}. */
    JETTY_ASYNC,
    /** See {@link JettyMiddleManProxy}. */
    JETTY_MIDDLE_MAN,
    /** See {@link SmileyProxy}. */
    SMILEY;

    private final String path = "/" + name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** Returns where it is within its application, such as {@code /jetty-async}. */
    public String path() {
        return path;
    }

    /** Returns the path within its application at which this happens. */
    public String at(Fault fault) {
        return path + "/" + fault.path();
    }

    /** Adds all of them. */
    public static WebApp all(WebApp app, FaultUpstream upstream) {
        return all(app, Route.to(upstream));
    }

    /** Adds all of them, along this route. */
    public static WebApp all(WebApp app, Route route) {
        for (Proxies proxy : values()) {
            app.servlet(proxy.path + "/*", () -> proxy.servlet(route), proxy.params(route));
        }
        return app;
    }

    private Servlet servlet(Route route) {
        return switch (this) {
            case BLOCKING -> new BlockingProxy(route);
            case ASYNC -> new AsyncProxy(route);
            case DISPATCHING -> new DispatchingProxy(route);
            case NON_BLOCKING -> new NonBlockingProxy(route, Through.GIVEN_RESPONSE);
            case NON_BLOCKING_CONTEXT -> new NonBlockingProxy(route, Through.ASYNC_CONTEXT);
            case JETTY -> new JettyProxy(route);
            case JETTY_ASYNC -> new JettyAsyncProxy(route);
            case JETTY_MIDDLE_MAN -> new JettyMiddleManProxy(route);
            case SMILEY -> new SmileyProxy(route);
        };
    }

    /** Few threads. */
    private Map<String, String> params(Route route) {
        String timeout = Long.toString(route.timeout().toMillis());
        return switch (this) {
            case JETTY, JETTY_ASYNC, JETTY_MIDDLE_MAN ->
                Map.of("idleTimeout", timeout, "maxThreads", "6", "hostHeader", "upstream");
            case SMILEY -> Map.of("http.read.timeout", timeout);
            default -> Map.of();
        };
    }
}
