package io.github.gatefault.filter.internal.correlation;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the ID of an exchange, in this order: the trace-id of the active trace, the trace-id in the request, a valid ID in the
 * request, a new ID.
 */
public final class CorrelationIdResolver {
    private final AtomicBoolean tracerFailureReported = new AtomicBoolean();
    private final String header;
    private final boolean acceptInbound;
    private final Supplier<? extends @Nullable String> activeTrace;
    private final Consumer<? super Throwable> onTracerFailure;
    private final Supplier<String> newIds;

    /**
     * Creates a resolver.
     *
     * @param header the name of the correlation header
     * @param acceptInbound whether to take an ID from that header or from {@code X-Request-Id}
     * @param activeTrace supplies the trace-id of the active trace, or {@code null}
     * @param onTracerFailure takes the first failure of {@code activeTrace}; IDs are chosen without it then
     * @param clock supplies the time in new IDs
     */
    public CorrelationIdResolver(
            String header,
            boolean acceptInbound,
            Supplier<? extends @Nullable String> activeTrace,
            Consumer<? super Throwable> onTracerFailure,
            InstantSource clock) {
        this.header = header;
        this.acceptInbound = acceptInbound;
        this.activeTrace = activeTrace;
        this.onTracerFailure = onTracerFailure;
        this.newIds = new UuidV7(clock);
    }

    /** Returns the name of the header that carries the ID. */
    public String header() {
        return header;
    }

    /** Returns the ID for a request. */
    public CorrelationId resolve(HttpServletRequest request) {
        CorrelationId id = CorrelationId.parseTraceId(activeTraceId());
        if (id == null) {
            id = CorrelationId.parseTraceparent(request.getHeader("traceparent"));
        }
        if (id == null && acceptInbound) {
            id = CorrelationId.parse(request.getHeader(header));
            id = id != null ? id : CorrelationId.parse(request.getHeader("X-Request-Id"));
        }
        return id != null ? id : new CorrelationId(newIds.get(), false);
    }

    private @Nullable String activeTraceId() {
        try {
            return activeTrace.get();
        } catch (RuntimeException | LinkageError e) {
            if (tracerFailureReported.compareAndSet(false, true)) {
                onTracerFailure.accept(e);
            }
            return null;
        }
    }
}
