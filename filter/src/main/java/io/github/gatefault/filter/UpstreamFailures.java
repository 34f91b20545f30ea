package io.github.gatefault.filter;

import io.github.gatefault.filter.internal.upstream.CallRecorder;
import jakarta.servlet.ServletRequest;
import java.util.Objects;

/** Lets a proxy that handles exceptions itself report them to the filter, so that the page names the true cause. */
public final class UpstreamFailures {
    private UpstreamFailures() {}

    /**
     * Reports that the upstream of this request has failed. The filter answers when the proxy then sends a 5xx error or ends
     * without a body. If the proxy has already begun its answer, the filter cuts it off. The last report counts. May be called
     * on any thread. Has no effect if the request did not come through the filter.
     *
     * @param request the request that the proxy was given
     * @param failure the exception that its client threw
     */
    public static void report(ServletRequest request, Throwable failure) {
        Objects.requireNonNull(failure, "failure");
        CallRecorder exchange = CallRecorder.of(request);
        if (exchange != null) {
            exchange.report(failure);
        }
    }
}
