package io.github.gatefault.filter;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Confidence;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.filter.classify.Cause;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** For code that knows what failed: thrown or reported, its cause is taken as it is. */
public class UpstreamException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The word for the failure. */
    private final CauseType type;

    /** The finer word. */
    private final @Nullable String detail;

    /** The upstream's logical name. */
    private final @Nullable String upstream;

    /** Tells the cause, and nothing more. */
    public UpstreamException(CauseType type) {
        this(type, null, null, null);
    }

    /**
     * Tells the cause.
     *
     * @param type the word for the failure
     * @param detail a finer word, such as {@code circuit_open}: lower case letters, digits and underscores
     * @param cause the exception behind it
     */
    public UpstreamException(CauseType type, @Nullable String detail, @Nullable Throwable cause) {
        this(type, detail, null, cause);
    }

    /**
     * Tells the cause, and which upstream it was.
     *
     * @param type the word for the failure
     * @param detail a finer word, such as {@code circuit_open}: lower case letters, digits and underscores
     * @param upstream the upstream's logical name, never its host
     * @param cause the exception behind it
     */
    public UpstreamException(
            CauseType type, @Nullable String detail, @Nullable String upstream, @Nullable Throwable cause) {
        super(Objects.requireNonNull(type, "type").token() + (detail == null ? "" : " (" + detail + ")"), cause);
        this.type = type;
        this.detail = detail;
        this.upstream = upstream;
    }

    /** Returns the word for the failure. */
    public CauseType type() {
        return type;
    }

    /** Returns the finer word, if there is one. */
    public Optional<String> detail() {
        return Optional.ofNullable(detail);
    }

    /** Returns the upstream's logical name, if it was told. */
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
