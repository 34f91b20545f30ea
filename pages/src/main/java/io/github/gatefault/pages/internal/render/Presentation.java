package io.github.gatefault.pages.internal.render;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.RequestSent;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a failure is presented to people: by its family, except where a timeout or a single cause needs other words. */
public enum Presentation {
    BACKEND_DOWN(HopState.WORKING, HopState.NOT_RESPONDING, HopState.NOT_RESPONDING),
    GATEWAY_MISCONFIGURED(HopState.PROBLEM, HopState.NOT_REACHED, HopState.UNKNOWN),
    NETWORK(HopState.WORKING, HopState.NOT_REACHED, HopState.UNKNOWN),
    RESOURCES_EXHAUSTED(HopState.BUSY, HopState.NOT_REACHED, HopState.UNKNOWN),
    INTERMEDIARY(HopState.WORKING, HopState.ERROR, HopState.ERROR),
    INVALID_RESPONSE(HopState.WORKING, HopState.UNUSABLE, HopState.UNUSABLE),
    TIMEOUT(HopState.WORKING, HopState.NOT_REACHED, HopState.NOT_RESPONDING),
    HTTP_REQUEST_ERROR(null, HopState.UNKNOWN, HopState.UNKNOWN),
    HTTP_REQUEST_DENIED(null, HopState.UNKNOWN, HopState.UNKNOWN),
    PROXY_INTERNAL_RESPONSE(null, HopState.UNKNOWN, HopState.UNKNOWN);

    private final String token = name().toLowerCase(Locale.ROOT);
    private final @Nullable HopState gateway;
    private final HopState serviceIfNotSent;
    private final HopState serviceIfSent;

    Presentation(@Nullable HopState gateway, HopState serviceIfNotSent, HopState serviceIfSent) {
        this.gateway = gateway;
        this.serviceIfNotSent = serviceIfNotSent;
        this.serviceIfSent = serviceIfSent;
    }

    static Presentation of(CauseType cause) {
        return switch (cause) {
            case HTTP_REQUEST_ERROR -> HTTP_REQUEST_ERROR;
            case HTTP_REQUEST_DENIED -> HTTP_REQUEST_DENIED;
            case PROXY_INTERNAL_RESPONSE -> PROXY_INTERNAL_RESPONSE;
            default -> cause.status() == 504 ? TIMEOUT : valueOf(cause.family().name());
        };
    }

    /** Returns the last part of this presentation's keys in the message bundles. */
    public String token() {
        return token;
    }

    /** Returns the state of this gateway, or {@code null} where no hop has failed, so that the page draws none. */
    @Nullable
    HopState gatewayState() {
        return gateway;
    }

    /** Returns the state of the service, as far as it is known. */
    HopState serviceState(RequestSent sent) {
        return sent == RequestSent.NO ? serviceIfNotSent : serviceIfSent;
    }

    /** The state of one hop between the visitor and the service. */
    enum HopState {
        CONNECTED("ok"),
        WORKING("ok"),
        NOT_RESPONDING("failed"),
        NOT_REACHED("unknown"),
        PROBLEM("failed"),
        BUSY("failed"),
        ERROR("failed"),
        UNUSABLE("failed"),
        UNKNOWN("unknown");

        private final String sign;

        HopState(String sign) {
            this.sign = sign;
        }

        /** Returns the sign to draw: {@code ok}, {@code failed} or {@code unknown}. */
        String sign() {
            return sign;
        }

        /** Returns the key of its text in the message bundles. */
        String key() {
            return "hop." + name().toLowerCase(Locale.ROOT);
        }
    }
}
