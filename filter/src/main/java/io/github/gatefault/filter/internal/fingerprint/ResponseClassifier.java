package io.github.gatefault.filter.internal.fingerprint;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.filter.classify.Cause;
import io.github.gatefault.filter.classify.Failure;
import io.github.gatefault.filter.classify.Failure.Answered;
import io.github.gatefault.filter.classify.Failure.Observed;
import io.github.gatefault.filter.classify.FailureClassifier;
import io.github.gatefault.filter.internal.http.ProxyStatusField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the cause of a failure without an exception: from the response of another gateway, from a status alone, or from what
 * the exchange observed.
 */
public final class ResponseClassifier implements FailureClassifier {
    private final GatewayFingerprints fingerprints;

    /** Creates a classifier that knows these fingerprints. */
    public ResponseClassifier(GatewayFingerprints fingerprints) {
        this.fingerprints = fingerprints;
    }

    @Override
    public @Nullable Cause classify(Failure failure) {
        if (failure.seen() instanceof Observed observed) {
            return Cause.of(observed.cause(), null, observed.evidence());
        }
        if (!(failure.seen() instanceof Answered answered)) {
            return null;
        }
        return answered.relayed()
                ? causeOfRelayed(answered)
                : Cause.of(typeOf(answered.status()), null, "sendError(" + answered.status() + ")");
    }

    /** Returns {@code null} for a body that has no known fingerprint: someone wrote it on purpose. */
    private @Nullable Cause causeOfRelayed(Answered response) {
        Fingerprint fingerprint = fingerprints.match(response);
        boolean empty = response.body().length == 0;
        if (fingerprint == null ? !empty || !response.whole() : fingerprint.cause() == null) {
            return null;
        }
        String vendor = fingerprint == null ? null : fingerprint.vendor();
        return causeByProxyStatus(response, vendor)
                .orElseGet(() -> causeByFingerprint(response, fingerprint).answeredBy(vendor))
                .receivedStatus(response.status());
    }

    private static Cause causeByFingerprint(Answered response, @Nullable Fingerprint fingerprint) {
        String evidence = "relayed status " + response.status()
                + (response.body().length == 0 ? " without a body" : " with a gateway's own page");
        return fingerprint == null || fingerprint.cause() == null
                ? Cause.of(CauseType.UPSTREAM_ERROR_RESPONSE, null, evidence)
                : Cause.of(fingerprint.cause(), fingerprint.detail(), evidence);
    }

    /** An inner gateway's own header overrides what its page looks like. */
    private static Optional<Cause> causeByProxyStatus(Answered response, @Nullable String vendor) {
        List<String> lines = response.headers().getOrDefault("Proxy-Status", List.of());
        return ProxyStatusField.firstFailed(ProxyStatusField.parse(lines))
                .flatMap(member -> CauseType.ofToken(String.valueOf(member.error()))
                        .filter(CauseType::isProxyErrorType)
                        .map(type -> Cause.of(
                                        type,
                                        toCauseDetail(member.details()),
                                        "Proxy-Status of a relayed status " + response.status())
                                .answeredBy(vendor == null ? toCauseDetail(member.name()) : vendor)));
    }

    /** Returns the text if it can be shown. One with dots or colons cannot, as it may be an address. */
    private static @Nullable String toCauseDetail(@Nullable String text) {
        String detail = text == null ? "" : text.toLowerCase(Locale.ROOT).replace('-', '_');
        return Incident.isCauseDetail(detail) ? detail : null;
    }

    /** Returns the coarsest cause of a status that the app chose by itself. */
    private static CauseType typeOf(int status) {
        return switch (status) {
            case 503 -> CauseType.DESTINATION_UNAVAILABLE;
            case 504 -> CauseType.HTTP_RESPONSE_TIMEOUT;
            default -> CauseType.CONNECTION_TERMINATED;
        };
    }
}
