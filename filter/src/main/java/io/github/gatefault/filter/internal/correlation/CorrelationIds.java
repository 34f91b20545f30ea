package io.github.gatefault.filter.internal.correlation;

import io.github.gatefault.filter.internal.logging.SafeLog;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses the ID of an exchange: the trace-id of the trace that is active, else the one that came in, else a valid ID that came
 * in, else a new one.
 */
public final class CorrelationIds {
    private static final Logger log = LoggerFactory.getLogger(CorrelationIds.class);

    private final AtomicBoolean tracerTroubleTold = new AtomicBoolean();
    private final String header;
    private final boolean acceptInbound;
    private final Supplier<? extends @Nullable String> activeTrace;
    private final Supplier<String> fresh;

    /**
     * Makes the chooser.
     *
     * @param header the name of the correlation header
     * @param acceptInbound whether an ID may come in by that header or by {@code X-Request-Id}
     * @param activeTrace tells the trace-id of the trace that is active, or nothing
     * @param clock the time in new IDs
     */
    public CorrelationIds(
            String header,
            boolean acceptInbound,
            Supplier<? extends @Nullable String> activeTrace,
            InstantSource clock) {
        this.header = header;
        this.acceptInbound = acceptInbound;
        this.activeTrace = activeTrace;
        this.fresh = new UuidV7(clock);
    }

    /** Returns the name of the header that carries the ID. */
    public String header() {
        return header;
    }

    /** Returns the ID of this exchange. */
    public CorrelationId of(HttpServletRequest request) {
        CorrelationId active = CorrelationId.parseTraceId(activeTraceId());
        if (active != null) {
            return active;
        }
        CorrelationId inbound = CorrelationId.parseTraceparent(request.getHeader("traceparent"));
        if (inbound == null && acceptInbound) {
            inbound = inbound(request);
        }
        return inbound != null ? inbound : new CorrelationId(fresh.get(), false);
    }

    private @Nullable String activeTraceId() {
        try {
            return activeTrace.get();
        } catch (RuntimeException | LinkageError e) {
            if (tracerTroubleTold.compareAndSet(false, true)) {
                SafeLog.warn(log, "The tracer did not tell the active trace; IDs are chosen without it", e);
            }
            return null;
        }
    }

    private @Nullable CorrelationId inbound(HttpServletRequest request) {
        CorrelationId own = CorrelationId.parse(request.getHeader(header));
        return own != null ? own : CorrelationId.parse(request.getHeader("X-Request-Id"));
    }
}
