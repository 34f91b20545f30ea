package io.github.gatefault.filter.exchange;

import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Cuts off a response that has begun. The Servlet API has no word for it, so each container is told in its own way; an
 * answer that ended politely instead would look complete.
 */
interface Abort {
    /**
     * Cuts off the response.
     *
     * @return whether that was all; where not, an exception must leave the filter chain
     */
    boolean abort(ExchangeRequest exchange);

    /** Returns the way of the container that this response is of. */
    static Abort of(HttpServletRequest request, HttpServletResponse response) {
        ServletResponse innermost = response;
        while (innermost instanceof ServletResponseWrapper wrapper) {
            innermost = wrapper.getResponse();
        }
        String container = innermost.getClass().getName();
        if (container.startsWith("org.eclipse.jetty.") && innermost instanceof HttpServletResponse jetty) {
            return exchange -> jetty(jetty, exchange);
        }
        if (container.startsWith("io.undertow.")) {
            return exchange -> undertow(request, exchange);
        }
        return exchange -> byException(request, exchange);
    }

    /** Jetty takes -1 as the wish to abort, on any thread. */
    private static boolean jetty(HttpServletResponse response, ExchangeRequest exchange) {
        try {
            response.sendError(-1);
        } catch (IOException | IllegalStateException e) {
            return false;
        }
        exchange.completeAsync();
        return true;
    }

    /** Undertow ends every response politely, so the connection (of HTTP/2, the stream) is taken away from it first. */
    private static boolean undertow(HttpServletRequest request, ExchangeRequest exchange) {
        boolean closed = UndertowResponse.closeConnection(request);
        exchange.completeAsync();
        return closed;
    }

    /**
     * Tomcat, and whatever else: an exception that leaves the chain. In asynchronous mode it is thrown in a dispatch of our
     * own; so it is for Tomcat's HTTP/2, which ends a stream politely after one that leaves a REQUEST dispatch.
     */
    private static boolean byException(HttpServletRequest request, ExchangeRequest exchange) {
        if (exchange.dispatchAsync()) {
            return true;
        }
        boolean http2 = "HTTP/2.0".equals(request.getProtocol());
        if (http2
                && exchange.isAsyncSupported()
                && exchange.getDispatcherType() != jakarta.servlet.DispatcherType.ASYNC) {
            exchange.startAsync();
            return exchange.dispatchAsync();
        }
        return false;
    }
}
