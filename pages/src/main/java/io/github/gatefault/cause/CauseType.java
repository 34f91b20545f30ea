package io.github.gatefault.cause;

import static io.github.gatefault.cause.ActionBy.CLIENT;
import static io.github.gatefault.cause.ActionBy.OPERATOR;
import static io.github.gatefault.cause.ActionBy.UPSTREAM;
import static io.github.gatefault.cause.CauseFamily.BACKEND_DOWN;
import static io.github.gatefault.cause.CauseFamily.GATEWAY_MISCONFIGURED;
import static io.github.gatefault.cause.CauseFamily.INTERMEDIARY;
import static io.github.gatefault.cause.CauseFamily.INVALID_RESPONSE;
import static io.github.gatefault.cause.CauseFamily.NETWORK;
import static io.github.gatefault.cause.CauseFamily.RESOURCES_EXHAUSTED;
import static io.github.gatefault.cause.RequestSent.MAYBE;
import static io.github.gatefault.cause.RequestSent.NO;
import static io.github.gatefault.cause.RequestSent.YES;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Why an exchange with an upstream failed: all error types of RFC 9209, section 2.3, and {@link #UPSTREAM_ERROR_RESPONSE} for an
 * error that the upstream itself answered. A recommended status of 4xx or 500 is RFC 9209's; the time to wait before another try
 * is ours, in seconds, and 0 where waiting does not help.
 */
public enum CauseType {
    /** The upstream's name could not be resolved in time (2.3.1). */
    DNS_TIMEOUT(504, NETWORK, true, 10, NO, OPERATOR),
    /** The upstream's name does not resolve (2.3.2). */
    DNS_ERROR(502, GATEWAY_MISCONFIGURED, true, 30, NO, OPERATOR),
    /** No upstream is configured for this request (2.3.3). */
    DESTINATION_NOT_FOUND(500, GATEWAY_MISCONFIGURED, false, 0, NO, OPERATOR),
    /** The upstream is marked down, by a health check or a circuit breaker (2.3.4). */
    DESTINATION_UNAVAILABLE(503, BACKEND_DOWN, true, 30, NO, UPSTREAM),
    /** The upstream's address is one we may not connect to (2.3.5). */
    DESTINATION_IP_PROHIBITED(502, GATEWAY_MISCONFIGURED, false, 0, NO, OPERATOR),
    /** There is no route to the upstream's address (2.3.6). */
    DESTINATION_IP_UNROUTABLE(502, NETWORK, true, 30, NO, OPERATOR),
    /** Nothing listens at the upstream's address (2.3.7). */
    CONNECTION_REFUSED(502, BACKEND_DOWN, true, 10, NO, UPSTREAM),
    /** The upstream closed the connection before its answer was complete (2.3.8). */
    CONNECTION_TERMINATED(502, BACKEND_DOWN, true, 5, MAYBE, UPSTREAM),
    /** No connection to the upstream came about in time (2.3.9). */
    CONNECTION_TIMEOUT(504, NETWORK, true, 30, NO, OPERATOR),
    /** The upstream went silent in the middle of its answer (2.3.10). */
    CONNECTION_READ_TIMEOUT(504, NETWORK, true, 30, YES, UPSTREAM),
    /** The upstream stopped taking our request (2.3.11). */
    CONNECTION_WRITE_TIMEOUT(504, NETWORK, true, 30, MAYBE, UPSTREAM),
    /** All connections that we may open to the upstream are in use (2.3.12). */
    CONNECTION_LIMIT_REACHED(503, RESOURCES_EXHAUSTED, true, 5, NO, OPERATOR),
    /** TLS with the upstream failed (2.3.13). */
    TLS_PROTOCOL_ERROR(502, GATEWAY_MISCONFIGURED, false, 0, MAYBE, OPERATOR),
    /** The upstream's certificate cannot be trusted (2.3.14). */
    TLS_CERTIFICATE_ERROR(502, GATEWAY_MISCONFIGURED, false, 0, NO, OPERATOR),
    /** The upstream ended TLS with an alert (2.3.15). */
    TLS_ALERT_RECEIVED(502, GATEWAY_MISCONFIGURED, false, 0, MAYBE, OPERATOR),
    /** The request itself is at fault (2.3.16). */
    HTTP_REQUEST_ERROR(400, GATEWAY_MISCONFIGURED, false, 0, NO, CLIENT),
    /** The request was refused on purpose (2.3.17). */
    HTTP_REQUEST_DENIED(403, INTERMEDIARY, false, 0, NO, CLIENT),
    /** The upstream's answer broke off (2.3.18). */
    HTTP_RESPONSE_INCOMPLETE(502, INVALID_RESPONSE, true, 5, MAYBE, UPSTREAM),
    /** The header section of the answer is too large (2.3.19). */
    HTTP_RESPONSE_HEADER_SECTION_SIZE(502, INVALID_RESPONSE, false, 0, YES, UPSTREAM),
    /** A header line of the answer is too large (2.3.20). */
    HTTP_RESPONSE_HEADER_SIZE(502, INVALID_RESPONSE, false, 0, YES, UPSTREAM),
    /** The body of the answer is too large (2.3.21). */
    HTTP_RESPONSE_BODY_SIZE(502, INVALID_RESPONSE, false, 0, YES, UPSTREAM),
    /** The trailer section of the answer is too large (2.3.22). */
    HTTP_RESPONSE_TRAILER_SECTION_SIZE(502, INVALID_RESPONSE, false, 0, YES, UPSTREAM),
    /** A trailer line of the answer is too large (2.3.23). */
    HTTP_RESPONSE_TRAILER_SIZE(502, INVALID_RESPONSE, false, 0, YES, UPSTREAM),
    /** The answer's transfer coding, such as chunked, is broken (2.3.24). */
    HTTP_RESPONSE_TRANSFER_CODING(502, INVALID_RESPONSE, true, 0, YES, UPSTREAM),
    /** The answer's content coding, such as gzip, is broken (2.3.25). */
    HTTP_RESPONSE_CONTENT_CODING(502, INVALID_RESPONSE, false, 0, YES, UPSTREAM),
    /** The upstream took the request and did not answer in time (2.3.26). */
    HTTP_RESPONSE_TIMEOUT(504, NETWORK, true, 30, YES, UPSTREAM),
    /** The change to another protocol failed (2.3.27). */
    HTTP_UPGRADE_FAILED(502, GATEWAY_MISCONFIGURED, false, 0, MAYBE, OPERATOR),
    /** What came back is not HTTP (2.3.28). */
    HTTP_PROTOCOL_ERROR(502, INVALID_RESPONSE, false, 0, YES, UPSTREAM),
    /** The gateway answered by itself, on purpose, such as for maintenance (2.3.29). */
    PROXY_INTERNAL_RESPONSE(503, INTERMEDIARY, true, 0, NO, OPERATOR),
    /** The gateway failed: memory, file descriptors, ports (2.3.30). */
    PROXY_INTERNAL_ERROR(500, RESOURCES_EXHAUSTED, true, 5, MAYBE, OPERATOR),
    /** The gateway is configured wrongly (2.3.31). */
    PROXY_CONFIGURATION_ERROR(500, GATEWAY_MISCONFIGURED, false, 0, NO, OPERATOR),
    /** The request came back to the gateway that had sent it (2.3.32). */
    PROXY_LOOP_DETECTED(502, GATEWAY_MISCONFIGURED, false, 0, NO, OPERATOR),
    /** The upstream or a gateway before it answered an error: not an error type, but {@code received-status} (2.1.4). */
    UPSTREAM_ERROR_RESPONSE(502, INTERMEDIARY, true, 30, YES, UPSTREAM);

    private static final Map<String, CauseType> BY_TOKEN =
            Arrays.stream(values()).collect(toUnmodifiableMap(CauseType::token, identity()));

    private final String token = name().toLowerCase(Locale.ROOT);
    private final int status;
    private final CauseFamily family;
    private final boolean retryable;
    private final Duration retryAfter;
    private final RequestSent requestSent;
    private final ActionBy actionBy;

    CauseType(
            int status,
            CauseFamily family,
            boolean retryable,
            int retryAfterSeconds,
            RequestSent requestSent,
            ActionBy actionBy) {
        this.status = status;
        this.family = family;
        this.retryable = retryable;
        this.retryAfter = Duration.ofSeconds(retryAfterSeconds);
        this.requestSent = requestSent;
        this.actionBy = actionBy;
    }

    /** Returns the cause with this {@linkplain #token() token}, or nothing where there is none. */
    public static Optional<CauseType> ofToken(String token) {
        return Optional.ofNullable(BY_TOKEN.get(token));
    }

    /** Returns the word on the wire, such as {@code connection_refused}: the error type of RFC 9209, section 2.1.1. */
    public String token() {
        return token;
    }

    /** Returns whether this is one of RFC 9209's error types, and so may be in {@code Proxy-Status: …; error=}. */
    public boolean isProxyErrorType() {
        return this != UPSTREAM_ERROR_RESPONSE;
    }

    /** Returns whether TLS with the upstream failed, so that it was called by {@code https}. */
    public boolean isOfTls() {
        return this == TLS_PROTOCOL_ERROR || this == TLS_CERTIFICATE_ERROR || this == TLS_ALERT_RECEIVED;
    }

    /** Returns the HTTP status that RFC 9209 recommends. */
    public int status() {
        return status;
    }

    /** Returns the family of failures that this cause belongs to. */
    public CauseFamily family() {
        return family;
    }

    /** Returns whether the same request can succeed later without any change. */
    public boolean retryable() {
        return retryable;
    }

    /** Returns how long to wait by default before another try (RFC 9110, section 10.2.3), if waiting helps. */
    public Optional<Duration> retryAfter() {
        return retryAfter.isZero() ? Optional.empty() : Optional.of(retryAfter);
    }

    /** Returns what this cause alone says about the request; evidence of one failure can say more. */
    public RequestSent requestSent() {
        return requestSent;
    }

    /** Returns who has to act. */
    public ActionBy actionBy() {
        return actionBy;
    }
}
