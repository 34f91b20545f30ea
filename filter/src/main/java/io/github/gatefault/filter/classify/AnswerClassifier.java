package io.github.gatefault.filter.classify;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.filter.classify.Failure.Answered;
import io.github.gatefault.filter.classify.Failure.Observed;
import io.github.gatefault.filter.classify.ProxyStatusField.Member;
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
        CauseType type = page == null || page.cause() == null ? CauseType.UPSTREAM_ERROR_RESPONSE : page.cause();
        return new Cause(
                type,
                page == null ? null : page.detail(),
                type.requestSent(),
                answered.status(),
                null,
                page == null ? null : page.vendor(),
                "relayed status " + answered.status()
                        + (answered.body().length == 0 ? " without a body" : " with a gateway's own page"));
    }

    /** What an inner gateway says of itself counts for more than what its page looks like. */
    private static @Nullable Cause toldByProxyStatus(Answered answered, @Nullable Fingerprint page) {
        List<Member> members = ProxyStatusField.parse(answered.headers().getOrDefault("Proxy-Status", List.of()));
        Member member = ProxyStatusField.whoFailed(members).orElse(null);
        CauseType type = member == null || member.error() == null
                ? null
                : CauseType.ofToken(member.error())
                        .filter(CauseType::isProxyErrorType)
                        .orElse(null);
        if (member == null || type == null) {
            return null;
        }
        String detail = member.details();
        return new Cause(
                type,
                detail != null && Incident.isCauseDetail(detail) ? detail : null,
                type.requestSent(),
                answered.status(),
                null,
                page == null ? wordOf(member.name()) : page.vendor(),
                "Proxy-Status of a relayed status " + answered.status());
    }

    /** A name with dots or colons may be an address, which is not for everybody. */
    private static @Nullable String wordOf(String name) {
        String word = name.toLowerCase(Locale.ROOT).replace('-', '_');
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
