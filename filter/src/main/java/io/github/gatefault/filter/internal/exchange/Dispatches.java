package io.github.gatefault.filter.internal.exchange;

import io.github.gatefault.filter.internal.logging.LogContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Runs the filter chain for each dispatch of an exchange. */
final class Dispatches {
    private Dispatches() {}

    /** Runs the chain for a later dispatch of the same request. */
    static void runAgain(Exchange exchange, FilterChain chain, HttpServletRequest in, HttpServletResponse out)
            throws IOException, ServletException {
        DispatcherType type = in.getDispatcherType();
        if (exchange.isAborted()) {
            // An error page would be written into what has been sent already.
            if (type == DispatcherType.ASYNC) {
                cutOffByException(exchange);
            }
            return;
        }
        switch (type) {
            case ASYNC ->
                run(
                        exchange,
                        chain,
                        ExchangeRequest.isIn(in) ? in : new ExchangeRequest(in, exchange),
                        ExchangeResponse.isIn(out) ? out : exchange.response);
            case FORWARD -> runForward(exchange, chain, in, out);
            case INCLUDE -> runInclude(exchange, chain, in, out);
            case ERROR -> runError(exchange, chain, in, out);
            default -> chain.doFilter(in, out);
        }
    }

    /** Runs the chain for a REQUEST or ASYNC dispatch. */
    static void run(Exchange exchange, FilterChain chain, HttpServletRequest in, HttpServletResponse out)
            throws IOException, ServletException {
        try (LogContext context = exchange.openLogContext()) {
            chain.doFilter(in, out);
            if (!in.isAsyncStarted()) {
                exchange.finish();
            }
        } catch (IOException | ServletException | RuntimeException e) {
            if (!exchange.handleException(e)) {
                if (exchange.isAborted()) {
                    abortStream(exchange, e);
                } else if (!exchange.rawResponse.isCommitted()) {
                    exchange.container().keepHeader(exchange.idHeader(), exchange.correlationId());
                }
                throw e;
            }
        }
        if (exchange.isCutOffByThrowing()) {
            cutOffByException(exchange);
        }
    }

    private static void cutOffByException(Exchange exchange) throws IOException, ServletException {
        Exception bug = exchange.appBug();
        AbortedResponseException aborted = new AbortedResponseException(exchange.correlationId());
        abortStream(exchange, bug == null ? aborted : bug);
        if (bug != null) {
            throw new ServletException(bug);
        }
        throw aborted;
    }

    /** Throws what cuts off the stream, if the container wants an exception of its own. A bug of the app is logged all the same. */
    private static void abortStream(Exchange exchange, Exception reason) throws IOException {
        IOException abort = exchange.container().streamAbort(reason);
        if (abort == null) {
            return;
        }
        Exception bug = exchange.appBug();
        if (bug != null) {
            exchange.rawRequest.getServletContext().log("A response that had begun is cut off because of a bug", bug);
        }
        throw abort;
    }

    /** Decides here what the forward left undecided: Tomcat drops whatever comes once a forward has returned. */
    private static void runForward(Exchange exchange, FilterChain chain, HttpServletRequest in, HttpServletResponse out)
            throws IOException, ServletException {
        chain.doFilter(in, out);
        if (!in.isAsyncStarted() && ExchangeResponse.isIn(out)) {
            exchange.response.forwarded();
            exchange.finish();
        }
    }

    /** What is included does not change the status and the headers, though it may call the methods that set them. */
    private static void runInclude(Exchange exchange, FilterChain chain, HttpServletRequest in, HttpServletResponse out)
            throws IOException, ServletException {
        exchange.startInclude();
        try {
            chain.doFilter(in, out);
        } finally {
            exchange.endInclude();
        }
    }

    private static void runError(Exchange exchange, FilterChain chain, HttpServletRequest in, HttpServletResponse out)
            throws IOException, ServletException {
        if (!exchange.rawResponse.isCommitted()) {
            exchange.setIdHeader();
        }
        try (LogContext context = exchange.openLogContext()) {
            chain.doFilter(in, out);
        }
    }
}
