package io.github.gatefault.filter.internal.logging;

import io.github.gatefault.filter.internal.correlation.CorrelationId;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Puts an ID into the log context of the current thread, and restores the earlier value when it is closed. */
public final class LogContext implements AutoCloseable {
    /** The key in SLF4J's MDC. */
    public static final String KEY = "correlation_id";

    private final @Nullable String previous;

    private LogContext(@Nullable String previous) {
        this.previous = previous;
    }

    /** Puts the ID into the log context. */
    public static LogContext open(CorrelationId id) {
        LogContext context = new LogContext(MDC.get(KEY));
        MDC.put(KEY, id.value());
        return context;
    }

    @Override
    public void close() {
        if (previous == null) {
            MDC.remove(KEY);
        } else {
            MDC.put(KEY, previous);
        }
    }
}
