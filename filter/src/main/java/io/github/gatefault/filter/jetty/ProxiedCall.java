package io.github.gatefault.filter.jetty;

import io.github.gatefault.filter.UpstreamFailures;
import io.github.gatefault.filter.upstream.UpstreamCall;
import jakarta.servlet.ServletRequest;
import java.util.Optional;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.jspecify.annotations.Nullable;

/** Tells the filter where a request was passed on to, once it has failed: of healthy ones nothing is kept. */
public final class ProxiedCall {
    private ProxiedCall() {}

    /** Reports that a request that was passed on has failed; {@code answer} is as far as it came. */
    public static void failed(ServletRequest request, @Nullable Response answer, Throwable failure) {
        begin(request, answer).ifPresent(call -> call.failed(failure));
        UpstreamFailures.report(request, failure);
    }

    /** Notes where an answer came from that is a failure, and may be a gateway's own page. */
    public static void answered(ServletRequest request, Response answer) {
        int status = answer.getStatus();
        if (status >= 500) {
            begin(request, answer).ifPresent(call -> call.answered(status));
        }
    }

    private static Optional<UpstreamCall> begin(ServletRequest request, @Nullable Response answer) {
        Request passedOn = answer == null ? null : answer.getRequest();
        return passedOn == null
                ? Optional.empty()
                : UpstreamCall.begin(request, passedOn.getMethod(), passedOn.getURI());
    }
}
