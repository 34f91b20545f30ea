package io.github.gatefault.spring;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The trace-id of the span that is current on this thread, whichever library Micrometer hands it to. */
record ActiveTrace(Tracer tracer) implements Supplier<@Nullable String> {
    @Override
    public @Nullable String get() {
        Span span = tracer.currentSpan();
        return span == null ? null : span.context().traceId();
    }
}
