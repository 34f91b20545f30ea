package io.github.gatefault.suite.proxy;

import static java.util.Objects.requireNonNull;

import io.github.gatefault.filter.UpstreamFailures;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How an asynchronous proxy ends what it cannot finish: tell the filter, {@code sendError}, {@code complete}. */
final class Failures {
    private static final Logger log = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    static void answer(
            @Nullable Throwable failure, HttpServletRequest request, HttpServletResponse response, AsyncContext async) {
        Throwable cause = requireNonNull(failure);
        UpstreamFailures.report(request, cause);
        Throwable root = cause instanceof CompletionException && cause.getCause() != null ? cause.getCause() : cause;
        try {
            response.sendError(root instanceof HttpTimeoutException ? 504 : 502);
        } catch (IllegalStateException | IOException e) {
            // The answer has begun, and many proxies leave it at that.
            log.debug("Too late for an error status", e);
        }
        async.complete();
    }
}
