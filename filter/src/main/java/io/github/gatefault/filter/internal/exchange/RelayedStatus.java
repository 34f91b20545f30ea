package io.github.gatefault.filter.internal.exchange;

/** Which statuses say that a gateway has failed (RFC 9110, sections 15.6.3 to 15.6.5). */
final class RelayedStatus {
    private RelayedStatus() {}

    static boolean isGatewayFailure(int status) {
        return status >= 502 && status <= 504;
    }
}
