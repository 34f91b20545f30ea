package io.github.gatefault.filter.correlation;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Chooses the ID of an exchange: the trace-id that came in, else a valid ID that came in, else a new one. */
public final class CorrelationIds {
    private final String header;
    private final boolean acceptInbound;
    private final Supplier<String> fresh;

    /**
     * Makes the chooser.
     *
     * @param header the name of the correlation header
     * @param acceptInbound whether an ID may come in by that header or by {@code X-Request-Id}
     * @param clock the time in new IDs
     */
    public CorrelationIds(String header, boolean acceptInbound, InstantSource clock) {
        this.header = header;
        this.acceptInbound = acceptInbound;
        this.fresh = new UuidV7(clock);
    }

    /** Returns the name of the header that carries the ID. */
    public String header() {
        return header;
    }

    /** Returns the ID of this exchange. */
    public CorrelationId of(HttpServletRequest request) {
        CorrelationId inbound = CorrelationId.parseTraceparent(request.getHeader("traceparent"));
        if (inbound == null && acceptInbound) {
            inbound = inbound(request);
        }
        return inbound != null ? inbound : new CorrelationId(fresh.get(), false);
    }

    private @Nullable CorrelationId inbound(HttpServletRequest request) {
        CorrelationId own = CorrelationId.parse(request.getHeader(header));
        return own != null ? own : CorrelationId.parse(request.getHeader("X-Request-Id"));
    }
}
