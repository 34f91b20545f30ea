package io.github.gatefault.clients.upstream;

import static io.github.gatefault.cause.CauseType.CONNECTION_LIMIT_REACHED;
import static io.github.gatefault.cause.CauseType.CONNECTION_READ_TIMEOUT;
import static io.github.gatefault.cause.CauseType.CONNECTION_REFUSED;
import static io.github.gatefault.cause.CauseType.CONNECTION_TERMINATED;
import static io.github.gatefault.cause.CauseType.CONNECTION_TIMEOUT;
import static io.github.gatefault.cause.CauseType.DESTINATION_UNAVAILABLE;
import static io.github.gatefault.cause.CauseType.DNS_ERROR;
import static io.github.gatefault.cause.CauseType.HTTP_PROTOCOL_ERROR;
import static io.github.gatefault.cause.CauseType.HTTP_RESPONSE_CONTENT_CODING;
import static io.github.gatefault.cause.CauseType.HTTP_RESPONSE_HEADER_SECTION_SIZE;
import static io.github.gatefault.cause.CauseType.HTTP_RESPONSE_HEADER_SIZE;
import static io.github.gatefault.cause.CauseType.HTTP_RESPONSE_INCOMPLETE;
import static io.github.gatefault.cause.CauseType.HTTP_RESPONSE_TIMEOUT;
import static io.github.gatefault.cause.CauseType.HTTP_RESPONSE_TRANSFER_CODING;
import static io.github.gatefault.cause.CauseType.PROXY_LOOP_DETECTED;
import static io.github.gatefault.cause.CauseType.TLS_ALERT_RECEIVED;
import static io.github.gatefault.cause.CauseType.TLS_CERTIFICATE_ERROR;
import static io.github.gatefault.cause.CauseType.TLS_PROTOCOL_ERROR;
import static io.github.gatefault.cause.CauseType.UPSTREAM_ERROR_RESPONSE;

import io.github.gatefault.cause.CauseType;
import java.util.List;
import java.util.Locale;

/**
 * What is wrong with an upstream, or with a call: what its client has to be able to do to meet it, and the causes that are
 * true of it, the best first. Without any, it is nobody's failure but the caller's.
 */
@SuppressWarnings("ImmutableEnumChecker") // the list is an immutable one
public enum Trouble {
    // The way there.
    REFUSED("nothing listens at the port", Ability.CONNECTS, CONNECTION_REFUSED),
    BACKLOG_FULL("packets to the port are dropped", Ability.CONNECTS, CONNECTION_TIMEOUT),
    UNKNOWN_HOST("no such host", Ability.CONNECTS, DNS_ERROR),

    // No answer.
    RESET("reset before the answer", Ability.CONNECTS, CONNECTION_TERMINATED),
    EMPTY("closed before the answer", Ability.CONNECTS, CONNECTION_TERMINATED),
    HANG("no answer", Ability.CONNECTS, HTTP_RESPONSE_TIMEOUT, CONNECTION_READ_TIMEOUT),

    // An answer that cannot be read.
    GARBAGE("not the protocol", Ability.CONNECTS, HTTP_PROTOCOL_ERROR),
    HOSTILE_STATUS("a status line full of other failures’ words", Ability.HTTP, HTTP_PROTOCOL_ERROR),
    BAD_CONTENT_LENGTH("a Content-Length that is no number", Ability.HTTP, HTTP_PROTOCOL_ERROR),
    OVERSIZED_HEADERS("500 KB of headers", Ability.HTTP, HTTP_RESPONSE_HEADER_SECTION_SIZE, HTTP_RESPONSE_HEADER_SIZE),
    BAD_CHUNK("a chunk size that is no number", Ability.HTTP, HTTP_RESPONSE_TRANSFER_CODING),
    BAD_GZIP("a gzip body that is none", Ability.GUNZIPS, HTTP_RESPONSE_CONTENT_CODING),

    // An answer that breaks off.
    HALF_HEADER("closed within the headers", Ability.HTTP, HTTP_RESPONSE_INCOMPLETE),
    RESET_HEADER("reset within the headers", Ability.HTTP, HTTP_RESPONSE_INCOMPLETE),
    TRUNCATED("closed within the body", Ability.HTTP, HTTP_RESPONSE_INCOMPLETE),
    RESET_BODY("reset within the body", Ability.HTTP, HTTP_RESPONSE_INCOMPLETE),
    TRUNCATED_CHUNKED(
            "closed before the last chunk", Ability.HTTP, HTTP_RESPONSE_INCOMPLETE, HTTP_RESPONSE_TRANSFER_CODING),
    TRUNCATED_CHUNK("closed within a chunk", Ability.HTTP, HTTP_RESPONSE_INCOMPLETE, HTTP_RESPONSE_TRANSFER_CODING),
    STALLED("silence within the body", Ability.LIMITS_BODY, CONNECTION_READ_TIMEOUT, HTTP_RESPONSE_TIMEOUT),

    // TLS.
    EXPIRED("an expired certificate", Ability.HTTP, TLS_CERTIFICATE_ERROR),
    UNKNOWN_CA("a certificate of an unknown authority", Ability.HTTP, TLS_CERTIFICATE_ERROR),
    WRONG_HOST("another host’s certificate", Ability.HTTP, TLS_CERTIFICATE_ERROR),
    CLIENT_CERTIFICATE("a client certificate is required", Ability.HTTP, TLS_ALERT_RECEIVED),
    PLAIN_FOR_TLS("plain HTTP where TLS is expected", Ability.HTTP, TLS_PROTOCOL_ERROR),
    TLS_FOR_PLAIN(
            "TLS where plain HTTP is expected",
            Ability.HTTP,
            HTTP_PROTOCOL_ERROR,
            CONNECTION_TERMINATED,
            TLS_PROTOCOL_ERROR),

    // HTTP/2.
    GOAWAY("HTTP/2: GOAWAY", Ability.HTTP2, CONNECTION_TERMINATED, DESTINATION_UNAVAILABLE, HTTP_PROTOCOL_ERROR),
    REFUSED_STREAM(
            "HTTP/2: REFUSED_STREAM",
            Ability.HTTP2,
            CONNECTION_TERMINATED,
            DESTINATION_UNAVAILABLE,
            CONNECTION_LIMIT_REACHED,
            HTTP_PROTOCOL_ERROR),
    RST_STREAM("HTTP/2: INTERNAL_ERROR before the answer", Ability.HTTP2, CONNECTION_TERMINATED, HTTP_PROTOCOL_ERROR),
    RST_STREAM_BODY("HTTP/2: INTERNAL_ERROR within the body", Ability.HTTP2, HTTP_RESPONSE_INCOMPLETE),
    HTTP2_CLOSED("HTTP/2: closed before the answer", Ability.HTTP2, CONNECTION_TERMINATED),
    HTTP2_CLOSED_BODY("HTTP/2: closed within the body", Ability.HTTP2, HTTP_RESPONSE_INCOMPLETE),
    HTTP2_GARBAGE("HTTP/2: not the protocol", Ability.HTTP2, HTTP_PROTOCOL_ERROR),
    HTTP2_HANG("HTTP/2: no answer", Ability.HTTP2, HTTP_RESPONSE_TIMEOUT, CONNECTION_READ_TIMEOUT),

    // Answers of the upstream's that a client makes exceptions of.
    REDIRECT_LOOP("redirects in a circle", Ability.HTTP, HTTP_PROTOCOL_ERROR, PROXY_LOOP_DETECTED),
    STATUS_503("503 with JSON of its own", Ability.THROWS_STATUS, UPSTREAM_ERROR_RESPONSE),

    // Our own limits.
    POOL_EXHAUSTED("the pool’s only connection is in use", Ability.POOLS, CONNECTION_LIMIT_REACHED),
    CIRCUIT_OPEN("the circuit breaker is open", Ability.BREAKS_CIRCUIT, DESTINATION_UNAVAILABLE),
    BULKHEAD_FULL("the bulkhead is full", Ability.BULKHEADS, CONNECTION_LIMIT_REACHED),
    TIME_LIMIT("the time limiter gives up", Ability.LIMITS_TIME, HTTP_RESPONSE_TIMEOUT, CONNECTION_READ_TIMEOUT),

    // Nobody's failure.
    BAD_URL("the app asks for no URL", Ability.HTTP),
    CANCELLED("the app cancels the call", Ability.CANCELS),
    /** Some ignore it and go on waiting until their time is up, which is a failure again. */
    INTERRUPTED("the app’s thread is interrupted", Ability.BLOCKS, HTTP_RESPONSE_TIMEOUT, CONNECTION_READ_TIMEOUT);

    private final String path = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final String title;
    private final Ability needs;
    private final List<CauseType> truth;

    Trouble(String title, Ability needs, CauseType... truth) {
        this.title = title;
        this.needs = needs;
        this.truth = List.of(truth);
    }

    /** Returns it in words. */
    public String title() {
        return title;
    }

    /** Returns the path segment that names it. */
    public String path() {
        return path;
    }

    /** Returns what a client has to be able to do to meet it. */
    public Ability needs() {
        return needs;
    }

    /** Returns the causes that are true of it, the best first. */
    public List<CauseType> truth() {
        return truth;
    }

    /** Returns whether it can be that nothing has failed. */
    public boolean mayBeNobodysFailure() {
        return this == BAD_URL || this == CANCELLED || this == INTERRUPTED;
    }
}
