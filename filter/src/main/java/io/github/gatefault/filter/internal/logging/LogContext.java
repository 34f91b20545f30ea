package io.github.gatefault.filter.internal.logging;

import io.github.gatefault.filter.internal.correlation.CorrelationId;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The ID in the log context of the current thread, from opening to closing; then what was there before is back. */
public final class LogContext implements AutoCloseable {
    /** The key in SLF4J's MDC. */
    public static final String KEY = "correlation_id";

    private final @Nullable String before;

    private LogContext(@Nullable String before) {
        this.before = before;
    }

    /** Puts the ID into the log context. */
    public static LogContext open(CorrelationId id) {
        LogContext context = new LogContext(MDC.get(KEY));
        MDC.put(KEY, id.value());
        return context;
    }

    @Override
    public void close() {
        if (before == null) {
            MDC.remove(KEY);
        } else {
            MDC.put(KEY, before);
        }
    }
}
