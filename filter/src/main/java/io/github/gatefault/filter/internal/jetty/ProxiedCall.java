package io.github.gatefault.filter.internal.jetty;

import io.github.gatefault.filter.internal.upstream.CallRecorder;
import io.github.gatefault.filter.upstream.UpstreamCall;
import jakarta.servlet.ServletRequest;
import java.util.Optional;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.jspecify.annotations.Nullable;

/** Records where a proxy sent a request once that request has failed. Nothing is recorded for healthy requests. */
public final class ProxiedCall {
    private ProxiedCall() {}

    /** Reports that a proxied request failed; {@code answer} is what had arrived of the upstream's answer. */
    public static void failed(ServletRequest request, @Nullable Response answer, Throwable failure) {
        begin(request, answer).ifPresent(call -> call.failed(failure));
        CallRecorder exchange = CallRecorder.of(request);
        if (exchange != null) {
            exchange.report(failure);
        }
    }

    /** Records where an answer came from if it is a failure: it may be a page that another gateway made. */
    public static void answered(ServletRequest request, Response answer) {
        int status = answer.getStatus();
        if (status >= 500) {
            begin(request, answer).ifPresent(call -> call.answered(status));
        }
    }

    private static Optional<UpstreamCall> begin(ServletRequest request, @Nullable Response answer) {
        Request proxied = answer == null ? null : answer.getRequest();
        return proxied == null ? Optional.empty() : UpstreamCall.begin(request, proxied.getMethod(), proxied.getURI());
    }
}
