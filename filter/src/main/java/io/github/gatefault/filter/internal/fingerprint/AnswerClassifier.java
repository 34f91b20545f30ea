package io.github.gatefault.filter.internal.fingerprint;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.filter.classify.Cause;
import io.github.gatefault.filter.classify.Failure;
import io.github.gatefault.filter.classify.Failure.Answered;
import io.github.gatefault.filter.classify.Failure.Observed;
import io.github.gatefault.filter.classify.FailureClassifier;
import io.github.gatefault.filter.internal.http.ProxyStatusField;
import io.github.gatefault.filter.internal.http.ProxyStatusField.Member;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells the cause where there is no exception: from what another gateway answered, from a status alone, or from what the
 * exchange itself observed.
 */
public final class AnswerClassifier implements FailureClassifier {
    private final GatewayPages pages;

    /** Makes a classifier that knows these pages. */
    public AnswerClassifier(GatewayPages pages) {
        this.pages = pages;
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
                ? relayed(answered)
                : Cause.of(typeOf(answered.status()), null, "sendError(" + answered.status() + ")");
    }

    /** A body that nobody knows is one that somebody wrote. */
    private @Nullable Cause relayed(Answered answered) {
        Fingerprint page = pages.of(answered);
        if (page == null ? answered.body().length > 0 || !answered.whole() : page.cause() == null) {
            return null;
        }
        Cause told = toldByProxyStatus(answered, page);
        return told != null ? told : toldByPage(answered, page);
    }

    private static Cause toldByPage(Answered answered, @Nullable Fingerprint page) {
        String evidence = "relayed status " + answered.status()
                + (answered.body().length == 0 ? " without a body" : " with a gateway's own page");
        if (page == null || page.cause() == null) {
            return Cause.of(CauseType.UPSTREAM_ERROR_RESPONSE, null, evidence).receivedStatus(answered.status());
        }
        return Cause.of(page.cause(), page.detail(), evidence)
                .receivedStatus(answered.status())
                .answeredBy(page.vendor());
    }

    /** What an inner gateway says of itself counts for more than what its page looks like. */
    private static @Nullable Cause toldByProxyStatus(Answered answered, @Nullable Fingerprint page) {
        List<String> lines = answered.headers().getOrDefault("Proxy-Status", List.of());
        Member member =
                ProxyStatusField.whoFailed(ProxyStatusField.parse(lines)).orElse(null);
        if (member == null || member.error() == null) {
            return null;
        }
        return CauseType.ofToken(member.error())
                .filter(CauseType::isProxyErrorType)
                .map(type -> Cause.of(
                                type, word(member.details()), "Proxy-Status of a relayed status " + answered.status())
                        .receivedStatus(answered.status())
                        .answeredBy(page == null ? word(member.name()) : page.vendor()))
                .orElse(null);
    }

    /** Returns what can be shown: a name with dots or colons may be an address. */
    private static @Nullable String word(@Nullable String text) {
        String word = text == null ? "" : text.toLowerCase(Locale.ROOT).replace('-', '_');
        return Incident.isCauseDetail(word) ? word : null;
    }

    /** The coarsest truth in a status that a gateway chose by itself. */
    private static CauseType typeOf(int status) {
        return switch (status) {
            case 503 -> CauseType.DESTINATION_UNAVAILABLE;
            case 504 -> CauseType.HTTP_RESPONSE_TIMEOUT;
            default -> CauseType.CONNECTION_TERMINATED;
        };
    }
}
