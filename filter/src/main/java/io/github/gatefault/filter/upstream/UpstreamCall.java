package io.github.gatefault.filter.upstream;

import io.github.gatefault.filter.internal.exchange.Exchange;
import io.github.gatefault.filter.internal.upstream.Call;
import jakarta.servlet.ServletRequest;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * A request that the app sends to an upstream while it answers a visitor's. The client or its interceptor tells of it, and the
 * filter then knows more of a failure: the upstream's logical name where several are called, and whether anything was sent.
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
 * <p>May be used on any thread. Of a call nothing is kept but its host, its port, whether its method is safe, and how it ended.
 */
public final class UpstreamCall {
    private final Exchange exchange;
    private final Call call;

    private UpstreamCall(Exchange exchange, Call call) {
        this.exchange = exchange;
        this.call = call;
    }

    /**
     * Notes that a call begins: from now on its request may have been sent.
     *
     * @param request the visitor's request, in whatever wrapper
     * @param method the method of the call
     * @param uri where it goes
     * @return the call, or nothing where the visitor's request did not come through the filter
     */
    public static Optional<UpstreamCall> begin(ServletRequest request, String method, URI uri) {
        Exchange exchange = Exchange.of(request);
        if (exchange == null) {
            return Optional.empty();
        }
        Call call = new Call(method, uri);
        exchange.begin(call);
        return Optional.of(new UpstreamCall(exchange, call));
    }

    /** Returns the name of the header that is to carry the ID. */
    public String header() {
        return exchange.idHeader();
    }

    /** Returns the ID of the visitor's request: 1 to 128 of {@code A-Za-z0-9._-}. */
    public String correlationId() {
        return exchange.id().value();
    }

    /** Notes that the upstream has answered with this status. */
    public void answered(int status) {
        call.answered(status);
    }

    /** Notes how the call failed. Where this exception is in the chain that the filter sees, this upstream is the one. */
    public void failed(Throwable how) {
        call.failed(Objects.requireNonNull(how, "how"));
    }

    /**
     * Notes that nobody will tell the end of this call, for a client that only shows its requests. Each thread is taken to make
     * one such call after the other: an exception of this type is the newest one's.
     *
     * @param type what the client throws, or what wraps it
     */
    public void failsWith(Class<? extends Throwable> type) {
        call.failsWith(Objects.requireNonNull(type, "type"));
    }
}
