package io.github.gatefault.filter;

import io.github.gatefault.filter.internal.exchange.Exchange;
import jakarta.servlet.ServletRequest;
import java.util.Objects;

/** How a proxy that handles exceptions by itself tells the filter of them, so that the visitor hears the true cause. */
public final class UpstreamFailures {
    private UpstreamFailures() {}

    /**
     * Reports that the upstream of this request has failed. The filter answers when the proxy then sends an error of 5xx,
     * ends without a body, or has already begun its answer, which is then cut off. Of several reports the last counts. May be
     * called on any thread; has no effect for a request that did not come through the filter.
     *
     * @param request the request as the proxy was given it
     * @param failure what its client threw
     */
    public static void report(ServletRequest request, Throwable failure) {
        Objects.requireNonNull(failure, "failure");
        Exchange exchange = Exchange.of(request);
        if (exchange != null) {
            exchange.report(failure);
        }
    }
}
