package io.github.gatefault.filter.internal.correlation;

import io.github.gatefault.pages.internal.text.Ascii;
import org.jspecify.annotations.Nullable;

/**
 * The ID of an exchange.
 *
 * @param value 1 to 128 of {@code A-Za-z0-9._-}
 * @param isTraceId whether it is the trace-id (W3C Trace Context) of the request or of the active trace
 */
public record CorrelationId(String value, boolean isTraceId) {
    private static final int TRACEPARENT_LENGTH = 55;
    private static final String NO_TRACE = "0".repeat(32);

    /** Returns the ID in a header, or {@code null} if it is absent or cannot be shown and logged as it is. */
    static @Nullable CorrelationId parse(@Nullable String header) {
        return header != null && Ascii.isCorrelationId(header) ? new CorrelationId(header, false) : null;
    }

    /**
     * Returns the trace-id in a {@code traceparent} header (W3C Trace Context, section 3.2), or {@code null} if it is
     * absent or invalid. Later versions may add text behind a further hyphen.
     */
    static @Nullable CorrelationId parseTraceparent(@Nullable String header) {
        if (header == null || header.length() < TRACEPARENT_LENGTH) {
            return null;
        }
        boolean version0 = header.startsWith("00");
        boolean hasValidEnd = header.length() == TRACEPARENT_LENGTH
                || (!version0 && header.charAt(TRACEPARENT_LENGTH) == '-' && header.length() <= 512);
        if (!hasValidEnd
                || header.startsWith("ff")
                || !Ascii.isLowerCaseHex(header, 0, 2)
                || header.charAt(2) != '-'
                || !Ascii.isLowerCaseHex(header, 3, 35)
                || header.charAt(35) != '-'
                || !Ascii.isLowerCaseHex(header, 36, 52)
                || header.charAt(52) != '-'
                || !Ascii.isLowerCaseHex(header, 53, 55)
                || header.startsWith(NO_TRACE, 3)
                || header.startsWith("0000000000000000", 36)) {
            return null;
        }
        return new CorrelationId(header.substring(3, 35), true);
    }

    /**
     * Returns a tracer's trace-id, or {@code null} if it is invalid. Valid are 32 hex digits, or 16 from tracers with short IDs. A
     * tracer that is switched off has an empty one.
     */
    static @Nullable CorrelationId parseTraceId(@Nullable String traceId) {
        if (traceId == null || (traceId.length() != 32 && traceId.length() != 16) || NO_TRACE.startsWith(traceId)) {
            return null;
        }
        return Ascii.isLowerCaseHex(traceId, 0, traceId.length()) ? new CorrelationId(traceId, true) : null;
    }
}
