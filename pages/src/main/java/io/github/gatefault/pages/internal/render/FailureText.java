package io.github.gatefault.pages.internal.render;

import io.github.gatefault.cause.Incident;
import io.github.gatefault.cause.RequestSent;
import io.github.gatefault.pages.brand.Brand;
import io.github.gatefault.pages.internal.i18n.Language;
import io.github.gatefault.pages.internal.i18n.MessageBundles;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The sentences about one incident for one client. Each format of an answer takes its text from here.
 *
 * @param incident the incident
 * @param language the language of the sentences
 * @param brand the brand of the page
 * @param notice the operator's notice, or {@code null} where there is none
 * @param intent whether the request only reads
 * @param showUpstream whether clients may see the upstream's logical name
 */
public record FailureText(
        Incident incident,
        Language language,
        Brand brand,
        @Nullable NoticeText notice,
        RequestIntent intent,
        boolean showUpstream) {
    /** An operator's notice of one line, and when it expires, or {@code null} if that is unknown. */
    public record NoticeText(
            String text, Locale language, @Nullable Instant until) {}

    /** People wait this long while they watch the seconds. */
    private static final Duration MAX_WAIT_IN_SECONDS = Duration.ofSeconds(90);
    /** People stay at the page for this long; for a longer wait they need the time of day. */
    private static final Duration MAX_WAIT_IN_MINUTES = Duration.ofMinutes(10);
    /** Names that other machines sent are cut here. */
    private static final int MAX_NAME = 64;

    Presentation presentation() {
        return Presentation.of(incident.cause());
    }

    /** Returns the text of this key, with the service's name filled in. */
    public String message(String key) {
        return MessageBundles.withServiceName(language.message(key), language, configuredService());
    }

    /** Returns the service's name of the brand, or {@code null} where the brand has none. */
    @Nullable
    String configuredService() {
        return brand.service(incident.upstream());
    }

    /** Returns the service's name as a label, with a capital letter. */
    String serviceLabel() {
        String name = configuredService();
        return name != null ? MessageBundles.capitalized(language.locale(), name) : language.message("Service");
    }

    /** Returns the sentence with the notice's end, or {@code null} where that is not known. */
    @Nullable
    String noticeUntil() {
        Instant until = notice == null ? null : notice.until();
        return until == null ? null : message("notice.until").replace("{time}", language.localTime(until));
    }

    /** Returns the title of problem details; it is the same for each incident of this cause. */
    public String title() {
        return message("title." + incident.cause().token());
    }

    /** Returns the heading of the page. */
    String headline() {
        return message("headline." + presentation().token());
    }

    /** Returns what happened, and on which side the problem is. */
    public String summary() {
        return message("summary." + presentation().token());
    }

    /** Returns what happened to the client's request. */
    String requestOutcome() {
        String sent = incident.requestSent().token();
        return switch (intent) {
            case READ -> message("request." + sent + ".safe");
            case CHANGE -> message("request." + sent + ".unsafe");
            case UNKNOWN -> message("request.unknown");
        };
    }

    /** Returns the full description of what happened. */
    String detail() {
        return details().get(0);
    }

    /** Returns descriptions of what happened, the longest first. Each says what happened to the request. */
    List<String> details() {
        String full = Language.joinSentences(summary(), requestOutcome());
        return notice == null
                ? List.of(full, requestOutcome())
                : List.of(
                        Language.joinSentences(notice.text(), full),
                        Language.joinSentences(notice.text(), requestOutcome()),
                        requestOutcome());
    }

    /** Returns whether to offer a retry: not where it could do harm, or cannot help. */
    boolean offersRetry() {
        return intent != RequestIntent.CHANGE && incident.retryable();
    }

    /** Returns what to do, or {@code null} where {@link #waitHint} says it. */
    @Nullable
    String advice() {
        return switch (incident.cause().actionBy()) {
            case CLIENT -> message("advice.client");
            case OPERATOR, UPSTREAM -> {
                if (!incident.retryable()) {
                    yield message("advice.repair");
                }
                if (isRetryRisky()) {
                    yield message("advice.check");
                }
                yield hasWaitHint() ? null : message("advice.retry");
            }
        };
    }

    /** Returns whether the time to wait is known and a retry is safe. */
    boolean hasWaitHint() {
        return incident.retryAfter() != null
                && incident.retryable()
                && intent != RequestIntent.UNKNOWN
                && !isRetryRisky();
    }

    /** Returns when to try again, or {@code null} where there is no such hint. */
    @Nullable
    public String waitHint() {
        Duration wait = incident.retryAfter();
        if (wait == null || !hasWaitHint()) {
            return null;
        }
        if (wait.compareTo(MAX_WAIT_IN_SECONDS) <= 0) {
            return language.plural(
                    "advice.seconds", incident.retryAfterSeconds().orElse(1L));
        }
        if (wait.compareTo(MAX_WAIT_IN_MINUTES) <= 0) {
            return language.plural("advice.minutes", wait.plusSeconds(59).toMinutes());
        }
        return message("advice.until")
                .replace("{time}", language.localTime(incident.time().plus(wait)));
    }

    /** Returns whether a retry may carry out the request twice. */
    boolean isRetryRisky() {
        return intent == RequestIntent.CHANGE && incident.requestSent() != RequestSent.NO;
    }

    /** Returns the upstream's logical name, or {@code null} where it is unknown or clients may not see it. */
    @Nullable
    String visibleUpstream() {
        return showUpstream ? displayed(incident.upstream()) : null;
    }

    /** Returns the software that answered instead of the upstream, or {@code null} where it is unknown. */
    @Nullable
    String answeredBy() {
        return displayed(incident.answeredBy());
    }

    private static @Nullable String displayed(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return null;
        }
        return name.length() > MAX_NAME ? name.substring(0, MAX_NAME) : name;
    }
}
