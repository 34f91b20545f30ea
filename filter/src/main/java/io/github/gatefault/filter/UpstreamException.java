package io.github.gatefault.filter;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Confidence;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.filter.classify.Cause;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** For code that knows what failed: the filter takes the cause of this exception as it is, thrown or reported. */
public class UpstreamException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final CauseType type;
    private final @Nullable String detail;
    private final @Nullable String upstream;

    /** Names the type of the failure and nothing more. */
    public UpstreamException(CauseType type) {
        this(type, null, null, null);
    }

    /** Names the type, a detail such as {@code circuit_open} (of a-z0-9_), and the exception behind the failure. */
    public UpstreamException(CauseType type, @Nullable String detail, @Nullable Throwable cause) {
        this(type, detail, null, cause);
    }

    /**
     * Names the failure and its upstream.
     *
     * @param type the type of the failure
     * @param detail a detail such as {@code circuit_open}: lower case letters, digits and underscores
     * @param upstream the upstream's logical name, never its host
     * @param cause the exception behind the failure
     */
    public UpstreamException(
            CauseType type, @Nullable String detail, @Nullable String upstream, @Nullable Throwable cause) {
        super(Objects.requireNonNull(type, "type").token() + (detail == null ? "" : " (" + detail + ")"), cause);
        this.type = type;
        this.detail = detail;
        this.upstream = upstream;
    }

    /** Returns the type of the failure. */
    public CauseType type() {
        return type;
    }

    /** Returns the detail, if there is one. */
    public Optional<String> detail() {
        return Optional.ofNullable(detail);
    }

    /** Returns the upstream's logical name, if it is known. */
    public Optional<String> upstream() {
        return Optional.ofNullable(upstream);
    }

    /** Returns the cause. A detail that no incident can hold is left out; the rest still counts. */
    Cause toCause() {
        return Cause.of(
                        type,
                        detail != null && Incident.isCauseDetail(detail) ? detail : null,
                        getClass().getName())
                .upstream(upstream)
                .confidence(Confidence.CLASS);
    }
}
