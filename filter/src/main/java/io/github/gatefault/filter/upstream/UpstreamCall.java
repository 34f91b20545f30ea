package io.github.gatefault.filter.upstream;

import io.github.gatefault.filter.internal.upstream.Call;
import io.github.gatefault.filter.internal.upstream.CallRecorder;
import jakarta.servlet.ServletRequest;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * A request that the app sends to an upstream while it answers a visitor. The app's HTTP client or its interceptor records the
 * call here. If a call fails, the filter then knows which upstream it was and whether anything was sent.
 *
 * <pre>{@code
 * Optional<UpstreamCall> call = UpstreamCall.begin(request, "POST", uri);
 * call.ifPresent(c -> outgoing.setHeader(c.header(), c.correlationId()));
 * try {
 *     answer = client.send(outgoing);
 *     call.ifPresent(c -> c.answered(answer.status()));
 * } catch (IOException e) {
 *     call.ifPresent(c -> c.failed(e));
 *     throw e;
 * }
 * }</pre>
 *
 * <p>Methods may be called on any thread. The filter keeps the host, the port, whether the method is safe, and how the call ended.
 */
public final class UpstreamCall {
    private final CallRecorder exchange;
    private final Call call;

    private UpstreamCall(CallRecorder exchange, Call call) {
        this.exchange = exchange;
        this.call = call;
    }

    /**
     * Records that a call begins: from now on its request may have been sent.
     *
     * @param request the visitor's request, or a wrapper of it
     * @param method the method of the call
     * @param uri the URI that is called
     * @return the call, or nothing if the visitor's request did not come through the filter
     */
    public static Optional<UpstreamCall> begin(ServletRequest request, String method, URI uri) {
        CallRecorder exchange = CallRecorder.of(request);
        if (exchange == null) {
            return Optional.empty();
        }
        Call call = new Call(method, uri);
        exchange.begin(call);
        return Optional.of(new UpstreamCall(exchange, call));
    }

    /** Returns the name of the header that carries the correlation ID to the upstream. */
    public String header() {
        return exchange.idHeader();
    }

    /** Returns the correlation ID of the visitor's request: 1 to 128 of {@code A-Za-z0-9._-}. */
    public String correlationId() {
        return exchange.correlationId();
    }

    /** Records that the upstream answered with this status. */
    public void answered(int status) {
        call.answered(status);
    }

    /** Records that the call failed. If this exception is in the chain that reaches the filter, this upstream failed. */
    public void failed(Throwable failure) {
        call.failed(Objects.requireNonNull(failure, "failure"));
    }

    /**
     * Records that neither {@link #answered} nor {@link #failed} will be called, for a client that only shows its requests. A
     * thread is expected to make one such call after the other: an exception of this type belongs to the newest call.
     *
     * @param type the type that the client throws, or that wraps it
     */
    public void failsWith(Class<? extends Throwable> type) {
        call.failsWith(Objects.requireNonNull(type, "type"));
    }
}
