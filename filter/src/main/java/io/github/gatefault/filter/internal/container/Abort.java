package io.github.gatefault.filter.internal.container;

import io.github.gatefault.filter.internal.exchange.ExchangeRequest;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Cuts off a response that has begun. The Servlet API has no word for it, so each container is told in its own way; an
 * answer that ended politely instead would look complete.
 */
public enum Abort {
    /** The response is cut off. */
    DONE,
    /** An exception must leave the filter chain now. */
    BY_EXCEPTION,
    /** An exception must leave the filter chain in the dispatch that has been asked for. */
    BY_DISPATCH;

    /** Cuts off the response, or says what is left to be done for it. */
    public static Abort cutOff(ExchangeRequest exchange, HttpServletRequest request, HttpServletResponse response) {
        ServletResponse innermost = ContainerObjects.innermost(response);
        if (ContainerObjects.isJettys(innermost) && innermost instanceof HttpServletResponse jetty) {
            return jetty(jetty, exchange);
        }
        return ContainerObjects.isUndertows(innermost) ? undertow(request, exchange) : byException(request, exchange);
    }

    /** Jetty takes -1 as the wish to abort, on any thread. */
    private static Abort jetty(HttpServletResponse response, ExchangeRequest exchange) {
        try {
            response.sendError(-1);
        } catch (IOException | IllegalStateException e) {
            return BY_EXCEPTION;
        }
        exchange.completeAsync();
        return DONE;
    }

    /** Undertow ends every response politely, so the connection (of HTTP/2, the stream) is taken away from it first. */
    private static Abort undertow(HttpServletRequest request, ExchangeRequest exchange) {
        boolean closed = ContainerObjects.closeUndertowsConnection(request);
        exchange.completeAsync();
        return closed ? DONE : BY_EXCEPTION;
    }

    /**
     * Tomcat, and whatever else: an exception that leaves the chain. In asynchronous mode it is thrown in a dispatch of our
     * own; so it is for Tomcat's HTTP/2, which ends a stream politely after one that leaves a REQUEST dispatch.
     */
    private static Abort byException(HttpServletRequest request, ExchangeRequest exchange) {
        if (exchange.dispatchAsync()) {
            return BY_DISPATCH;
        }
        boolean http2 = "HTTP/2.0".equals(request.getProtocol());
        if (http2 && exchange.isAsyncSupported() && exchange.getDispatcherType() != DispatcherType.ASYNC) {
            exchange.startAsyncUnasked();
            return exchange.dispatchAsync() ? BY_DISPATCH : BY_EXCEPTION;
        }
        return BY_EXCEPTION;
    }
}
