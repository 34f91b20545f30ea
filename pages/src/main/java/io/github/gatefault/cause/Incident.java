package io.github.gatefault.cause;

import io.github.gatefault.pages.internal.text.Ascii;
import io.github.gatefault.pages.internal.text.UntrustedText;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The record of one failure, from which the page, the log event and the metrics are made. {@link #builder} makes it. It outlives
 * the request: it holds no exception and no object of the container. An unknown component is {@code null}.
 *
 * @param id the correlation ID of the exchange, which the visitor can read out: 1 to 128 of {@code A-Za-z0-9._-}
 * @param time when the failure was answered
 * @param cause the cause
 * @param causeDetail a detail of the cause, such as {@code certificate_expired}: 1 to 64 of {@code a-z0-9_}
 * @param requestSent whether the upstream got the request
 * @param status the HTTP status that the visitor got; after the answer had begun, the one it began with
 * @param method the request's method
 * @param path the request's path as sent, without query and path parameters, of at most {@value #MAX_PATH} characters
 * @param duration from the request's arrival to the failure
 * @param outcome what the visitor got
 * @param retryAfter how long to wait before another try
 * @param upstream the upstream's logical name, never its host
 * @param answeredBy the gateway that answered instead of the upstream, such as {@code nginx}
 * @param receivedStatus the status that the upstream answered with (RFC 9209, section 2.1.4)
 * @param traceId the W3C trace-id of the exchange
 * @param evidence what the cause was concluded from, such as the class of an exception; for operators only
 * @param confidence how sure the conclusion from an exception is; for operators only
 */
public record Incident(
        String id,
        Instant time,
        CauseType cause,
        @Nullable String causeDetail,
        RequestSent requestSent,
        int status,
        String method,
        String path,
        Duration duration,
        Outcome outcome,
        @Nullable Duration retryAfter,
        @Nullable String upstream,
        @Nullable String answeredBy,
        @Nullable Integer receivedStatus,
        @Nullable String traceId,
        @Nullable String evidence,
        @Nullable Confidence confidence) {

    /** The longest path, in characters. */
    public static final int MAX_PATH = 1024;

    /** Path parameters, which may hold a session ID, and the query, which may hold secrets. */
    private static final Pattern PRIVATE_PARTS = Pattern.compile("(?s);[^/?#]*+|[?#].*+");

    /**
     * Refuses invalid values. Text that came from outside is put on one line, without control characters, and cut to its
     * {@linkplain IncidentField#maxLength() limit}, so that an incident can be logged and stored as it is.
     */
    public Incident {
        if (!Ascii.isCorrelationId(id)) {
            throw new IllegalArgumentException("id must be 1 to 128 of A-Za-z0-9._-");
        }
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(cause, "cause");
        if (causeDetail != null && !isCauseDetail(causeDetail)) {
            throw new IllegalArgumentException("causeDetail must be 1 to 64 of a-z0-9_");
        }
        Objects.requireNonNull(requestSent, "requestSent");
        if (status < 100 || status > 599) {
            throw new IllegalArgumentException("status \"" + status + "\" must be between 100 and 599");
        }
        method = UntrustedText.toLogLine(method, IncidentField.METHOD.maxLength());
        path = UntrustedText.toLogLine(publicPath(path));
        if (duration.isNegative()) {
            throw new IllegalArgumentException("duration \"" + duration + "\" must not be negative");
        }
        Objects.requireNonNull(outcome, "outcome");
        upstream = line(upstream, IncidentField.UPSTREAM);
        answeredBy = line(answeredBy, IncidentField.ANSWERED_BY);
        traceId = line(traceId, IncidentField.TRACE_ID);
        evidence = line(evidence, IncidentField.EVIDENCE);
    }

    private static @Nullable String line(@Nullable String text, IncidentField field) {
        return text == null ? null : UntrustedText.toLogLine(text, field.maxLength());
    }

    /** Returns whether this can be the detail of a cause: 1 to 64 lower case letters, digits and underscores. */
    public static boolean isCauseDetail(String text) {
        return Ascii.isCauseDetail(text);
    }

    /** Returns a builder whose defaults come from this cause. */
    public static Builder builder(String id, Instant time, CauseType cause) {
        return new Builder(id, time, cause);
    }

    /** Returns whether the same request can succeed later, without any change. */
    public boolean retryable() {
        return cause.retryable();
    }

    /** Returns {@link #retryAfter()} in whole seconds, at least 1, or nothing if waiting does not help. */
    public Optional<Long> retryAfterSeconds() {
        return Optional.ofNullable(retryAfter)
                .map(wait -> Math.max(1, wait.plusMillis(999).toSeconds()));
    }

    private static String publicPath(String path) {
        String cut = path.length() <= MAX_PATH ? path : path.substring(0, MAX_PATH);
        boolean plain = cut.indexOf(';') < 0 && cut.indexOf('?') < 0 && cut.indexOf('#') < 0;
        return plain ? cut : PRIVATE_PARTS.matcher(cut).replaceAll("");
    }

    /** Builds an incident. The cause sets the defaults; other values are unknown by default. */
    public static final class Builder {
        private final String id;
        private final Instant time;
        private final CauseType cause;
        private @Nullable String causeDetail;
        private RequestSent requestSent;
        private int status;
        private String method = "GET";
        private String path = "/";
        private Duration duration = Duration.ZERO;
        private Outcome outcome = Outcome.REPLACED;
        private @Nullable Duration retryAfter;
        private @Nullable String upstream;
        private @Nullable String answeredBy;
        private @Nullable Integer receivedStatus;
        private @Nullable String traceId;
        private @Nullable String evidence;
        private @Nullable Confidence confidence;

        private Builder(String id, Instant time, CauseType cause) {
            this.id = id;
            this.time = time;
            this.cause = cause;
            this.requestSent = cause.requestSent();
            this.status = cause.status();
            this.retryAfter = cause.retryAfter().orElse(null);
        }

        /** Sets the detail of the cause; unknown by default. */
        public Builder causeDetail(@Nullable String causeDetail) {
            this.causeDetail = causeDetail;
            return this;
        }

        /** Sets whether the upstream got the request; the cause's by default. */
        public Builder requestSent(RequestSent requestSent) {
            this.requestSent = requestSent;
            return this;
        }

        /** Sets the status that the visitor gets; the cause's by default. */
        public Builder status(int status) {
            this.status = status;
            return this;
        }

        /** Sets the method and path of the request; {@code GET /} by default. */
        public Builder request(String method, String path) {
            method(method);
            path(path);
            return this;
        }

        void method(String method) {
            this.method = method;
        }

        void path(String path) {
            this.path = path;
        }

        /** Sets how long the exchange took; zero by default. */
        public Builder duration(Duration duration) {
            this.duration = duration;
            return this;
        }

        /** Sets what the visitor got; a {@linkplain Outcome#REPLACED replaced} answer by default. */
        public Builder outcome(Outcome outcome) {
            this.outcome = outcome;
            return this;
        }

        /** Sets how long to wait, {@code null} if waiting does not help; the cause's by default. */
        public Builder retryAfter(@Nullable Duration retryAfter) {
            this.retryAfter = retryAfter;
            return this;
        }

        /** Sets the upstream's logical name; unknown by default. */
        public Builder upstream(@Nullable String upstream) {
            this.upstream = upstream;
            return this;
        }

        /** Sets the gateway that answered; none by default. */
        public Builder answeredBy(@Nullable String answeredBy) {
            this.answeredBy = answeredBy;
            return this;
        }

        /** Sets the status that the upstream answered with; none by default. */
        public Builder receivedStatus(@Nullable Integer receivedStatus) {
            this.receivedStatus = receivedStatus;
            return this;
        }

        /** Sets the W3C trace-id; unknown by default. */
        public Builder traceId(@Nullable String traceId) {
            this.traceId = traceId;
            return this;
        }

        /** Sets what the cause was concluded from; unknown by default. */
        public Builder evidence(@Nullable String evidence) {
            this.evidence = evidence;
            return this;
        }

        /** Sets how sure the conclusion is; unknown by default. */
        public Builder confidence(@Nullable Confidence confidence) {
            this.confidence = confidence;
            return this;
        }

        /** Returns the incident, or throws an {@link IllegalArgumentException} if a value is invalid. */
        public Incident build() {
            return new Incident(
                    id,
                    time,
                    cause,
                    causeDetail,
                    requestSent,
                    status,
                    method,
                    path,
                    duration,
                    outcome,
                    retryAfter,
                    upstream,
                    answeredBy,
                    receivedStatus,
                    traceId,
                    evidence,
                    confidence);
        }
    }
}
