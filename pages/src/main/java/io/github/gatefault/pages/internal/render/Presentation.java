package io.github.gatefault.pages.internal.render;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.RequestSent;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a failure looks like to a person: its family, except where one cause or a timeout reads differently. It carries what
 * may be said of the two hops that were watched: this gateway, and the service behind it.
 */
public enum Presentation {
    BACKEND_DOWN(Hop.WORKING, Hop.NOT_RESPONDING, Hop.NOT_RESPONDING),
    GATEWAY_MISCONFIGURED(Hop.PROBLEM, Hop.NOT_REACHED, Hop.UNKNOWN),
    NETWORK(Hop.WORKING, Hop.NOT_REACHED, Hop.UNKNOWN),
    RESOURCES_EXHAUSTED(Hop.BUSY, Hop.NOT_REACHED, Hop.UNKNOWN),
    INTERMEDIARY(Hop.WORKING, Hop.ERROR, Hop.ERROR),
    INVALID_RESPONSE(Hop.WORKING, Hop.UNUSABLE, Hop.UNUSABLE),
    TIMEOUT(Hop.WORKING, Hop.NOT_REACHED, Hop.NOT_RESPONDING),
    HTTP_REQUEST_ERROR(null, Hop.UNKNOWN, Hop.UNKNOWN),
    HTTP_REQUEST_DENIED(null, Hop.UNKNOWN, Hop.UNKNOWN),
    PROXY_INTERNAL_RESPONSE(null, Hop.UNKNOWN, Hop.UNKNOWN);

    private static final Map<String, Presentation> BY_NAME =
            Arrays.stream(values()).collect(toUnmodifiableMap(Presentation::name, identity()));

    private final String token = name().toLowerCase(Locale.ROOT);
    private final @Nullable Hop gateway;
    private final Hop serviceUnsent;
    private final Hop serviceSent;

    Presentation(@Nullable Hop gateway, Hop serviceUnsent, Hop serviceSent) {
        this.gateway = gateway;
        this.serviceUnsent = serviceUnsent;
        this.serviceSent = serviceSent;
    }

    static Presentation of(CauseType cause) {
        Presentation own = BY_NAME.get(cause.name());
        if (own != null) {
            return own;
        }
        return cause.status() == 504 ? TIMEOUT : valueOf(cause.family().name());
    }

    /** Returns the end of this scene's keys. */
    public String token() {
        return token;
    }

    /** Returns how this gateway is, or {@code null} where nothing on the way has failed, so that there is no way to draw. */
    @Nullable
    Hop gateway() {
        return gateway;
    }

    /** Returns how the service is, as far as that was seen. */
    Hop service(RequestSent sent) {
        return sent == RequestSent.NO ? serviceUnsent : serviceSent;
    }

    /** The state of one hop between the visitor and the service. */
    enum Hop {
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

        Hop(String sign) {
            this.sign = sign;
        }

        /** Returns its sign: {@code ok}, {@code failed} or {@code unknown}. */
        String sign() {
            return sign;
        }

        String key() {
            return "hop." + name().toLowerCase(Locale.ROOT);
        }
    }
}
