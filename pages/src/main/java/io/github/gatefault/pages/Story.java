package io.github.gatefault.pages;

import io.github.gatefault.cause.Incident;
import io.github.gatefault.cause.RequestSent;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is told of an incident to one visitor, in sentences; each form of an answer takes its words from here.
 *
 * @param incident what happened
 * @param language the language to tell it in
 * @param safe whether the request only asked for something (RFC 9110, section 9.2.1)
 * @param showUpstream whether the upstream's logical name is public
 */
record Story(Incident incident, Language language, boolean safe, boolean showUpstream) {
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final Duration MOMENT = Duration.ofSeconds(90);
    private static final Duration WHILE = Duration.ofMinutes(90);
    /** Names come from other machines; nobody needs longer ones. */
    private static final int MAX_NAME = 64;

    static boolean isSafe(String method) {
        return SAFE_METHODS.contains(method);
    }

    Scene scene() {
        return Scene.of(incident.cause());
    }

    /** Returns the name of this kind of problem; it is the same each time. */
    String title() {
        return language.word("title." + incident.cause().token());
    }

    String headline() {
        return language.word("headline." + scene().token());
    }

    /** Returns what happened, and whose problem it is. */
    String summary() {
        return language.word("summary." + scene().token());
    }

    /** Returns what became of the visitor's request. */
    String request() {
        return language.word("request." + incident.requestSent().token() + (safe ? ".safe" : ".unsafe"));
    }

    String detail() {
        return Language.joined(summary(), request());
    }

    /** Returns whether to offer the same request again: not where it could do harm, or cannot help. */
    boolean offersRetry() {
        return safe && incident.retryable();
    }

    /** Returns what to do, where it is the same each time; {@code null} where there is a time to {@linkplain #waitHint wait}. */
    @Nullable
    String advice() {
        return switch (incident.cause().actionBy()) {
            case CLIENT -> language.word("advice.client");
            case OPERATOR, UPSTREAM -> {
                if (!incident.retryable()) {
                    yield language.word("advice.repair");
                }
                if (!mayRepeat()) {
                    yield language.word("advice.check");
                }
                yield hasWaitHint() ? null : language.word("advice.retry");
            }
        };
    }

    /** Returns whether there is a time to wait that is known and not bad advice. */
    boolean hasWaitHint() {
        return incident.retryAfter() != null && incident.retryable() && mayRepeat();
    }

    /** Returns when to try again, or {@code null} where that is not known or would be bad advice. */
    @Nullable
    String waitHint() {
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
        return language.word("advice.until")
                .replace("{time}", language.time(incident.time().plus(wait)));
    }

    /** Returns whether the request can be sent again without a thought: nobody acts on it twice. */
    boolean mayRepeat() {
        return safe || incident.requestSent() == RequestSent.NO;
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
        return Escape.clean(name.length() > MAX_NAME ? name.substring(0, MAX_NAME) : name);
    }
}
