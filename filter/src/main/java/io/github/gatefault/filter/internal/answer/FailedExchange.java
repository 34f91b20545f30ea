package io.github.gatefault.filter.internal.answer;

import io.github.gatefault.cause.RequestSent;
import io.github.gatefault.filter.classify.Cause;
import io.github.gatefault.filter.classify.Failure;
import io.github.gatefault.filter.internal.correlation.CorrelationId;
import io.github.gatefault.filter.internal.upstream.Call;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an exchange at the moment when it failed.
 *
 * @param id the correlation ID
 * @param request the request as it came in; only for listeners and for what the client prefers
 * @param status the status that the client has received, if the answer had begun
 * @param failure what failed
 * @param cause why it failed
 * @param failedCall the call to an upstream that failed, or {@code null} if that is not certain
 * @param requestSent what may be claimed about the client's request, in the light of all calls
 * @param relayedRetryAfter the {@code Retry-After} of a relayed answer, or {@code null}
 * @param relayedProxyStatus the lines of {@code Proxy-Status} of a relayed answer (RFC 9209)
 */
public record FailedExchange(
        CorrelationId id,
        HttpServletRequest request,
        int status,
        Failure failure,
        Cause cause,
        @Nullable Call failedCall,
        RequestSent requestSent,
        @Nullable String relayedRetryAfter,
        List<String> relayedProxyStatus) {}
