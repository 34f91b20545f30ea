package io.github.gatefault.pages.internal.render;

import io.github.gatefault.cause.ActionBy;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.cause.RequestSent;
import io.github.gatefault.pages.Notice;
import io.github.gatefault.pages.brand.Brand;
import io.github.gatefault.pages.internal.i18n.Language;
import io.github.gatefault.pages.internal.i18n.MessageBundles;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is told of an incident to one visitor, in sentences; each form of an answer takes its words from here.
 *
 * @param incident what happened
 * @param language the language to tell it in
 * @param brand whose visitor it is
 * @param notice what the operator has to say, or {@code null} for nothing
 * @param intent whether the request only asked for something
 * @param showUpstream whether the upstream's logical name is public
 */
public record FailureText(
        Incident incident,
        Language language,
        Brand brand,
        @Nullable Notice notice,
        RequestIntent intent,
        boolean showUpstream) {
    /** A wait that people watch the seconds of. */
    private static final Duration MOMENT = Duration.ofSeconds(90);
    /** A wait that people spend at the page; whoever is to come back later wants to know when. */
    private static final Duration WHILE = Duration.ofMinutes(10);
    /** Names come from other machines; nobody needs longer ones. */
    private static final int MAX_NAME = 64;

    Presentation scene() {
        return Presentation.of(incident.cause());
    }

    /** Returns the text of this key, with the service's name in it. */
    public String word(String key) {
        return MessageBundles.named(language.word(key), language, service());
    }

    /** Returns what visitors call the service that failed, or {@code null} for a word in their language. */
    @Nullable
    String service() {
        return brand.service(incident.upstream());
    }

    /** Returns what visitors call the service that failed, by itself. */
    String serviceName() {
        String name = service();
        return name != null ? MessageBundles.sentenceCase(language.locale(), name) : language.word("Service");
    }

    /** Returns until when the notice stands, or {@code null} where nobody knows. */
    @Nullable
    String noticeUntil() {
        Instant until = notice == null ? null : notice.until();
        return until == null ? null : word("notice.until").replace("{time}", language.time(until));
    }

    /** Returns the name of this kind of problem; it is the same each time. */
    public String title() {
        return word("title." + incident.cause().token());
    }

    String headline() {
        return word("headline." + scene().token());
    }

    /** Returns what happened, and whose problem it is. */
    public String summary() {
        return word("summary." + scene().token());
    }

    /** Returns what became of the visitor's request. */
    String request() {
        String sent = incident.requestSent().token();
        return switch (intent) {
            case READ -> word("request." + sent + ".safe");
            case CHANGE -> word("request." + sent + ".unsafe");
            case UNKNOWN -> word("request.unknown");
        };
    }

    /** Returns what happened, in full. */
    String detail() {
        return details().get(0);
    }

    /** Returns what happened, in full, and then in fewer and fewer words. What became of the request is never left out. */
    List<String> details() {
        String full = Language.joined(summary(), request());
        return notice == null
                ? List.of(full, request())
                : List.of(Language.joined(notice.text(), full), Language.joined(notice.text(), request()), request());
    }

    /** Returns whether to offer the same request again: not where it could do harm, or cannot help. */
    boolean offersRetry() {
        return intent != RequestIntent.CHANGE && incident.retryable();
    }

    /** Returns whether only whoever sent the request can do something. */
    public boolean isForTheCaller() {
        return incident.cause().actionBy() == ActionBy.CLIENT;
    }

    /** Returns what to do, where it is the same each time; {@code null} where there is a time to {@linkplain #waitHint wait}. */
    @Nullable
    String advice() {
        return switch (incident.cause().actionBy()) {
            case CLIENT -> word("advice.client");
            case OPERATOR, UPSTREAM -> {
                if (!incident.retryable()) {
                    yield word("advice.repair");
                }
                if (isRisky()) {
                    yield word("advice.check");
                }
                yield hasWaitHint() ? null : word("advice.retry");
            }
        };
    }

    /** Returns whether there is a time to wait that is known and not bad advice. */
    boolean hasWaitHint() {
        return incident.retryAfter() != null && incident.retryable() && intent != RequestIntent.UNKNOWN && !isRisky();
    }

    /** Returns when to try again, or {@code null} where that is not known or would be bad advice. */
    @Nullable
    public String waitHint() {
        Duration wait = incident.retryAfter();
        if (wait == null || !hasWaitHint()) {
            return null;
        }
        if (wait.compareTo(MOMENT) <= 0) {
            return language.counted(
                    "advice.seconds", incident.retryAfterSeconds().orElse(1L));
        }
        if (wait.compareTo(WHILE) <= 0) {
            return language.counted("advice.minutes", wait.plusSeconds(59).toMinutes());
        }
        return word("advice.until")
                .replace("{time}", language.time(incident.time().plus(wait)));
    }

    /** Returns whether it is known that sending the request again may carry it out twice. */
    boolean isRisky() {
        return intent == RequestIntent.CHANGE && incident.requestSent() != RequestSent.NO;
    }

    /** Returns the upstream's logical name, or {@code null} where it is not known or not public. */
    @Nullable
    String upstream() {
        return showUpstream ? name(incident.upstream()) : null;
    }

    @Nullable
    String answeredBy() {
        return name(incident.answeredBy());
    }

    private static @Nullable String name(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return null;
        }
        return name.length() > MAX_NAME ? name.substring(0, MAX_NAME) : name;
    }
}
