package io.github.gatefault.pages.internal.render;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.github.gatefault.pages.internal.text.UntrustedText;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The facts that differ from one answer to the next: holes in a page that is the same otherwise. */
public enum Placeholder {
    ID(story -> story.incident().id()),
    TIME(story -> story.language().time(story.incident().time())),
    TIME_ISO(story -> story.language().isoTime(story.incident().time())),
    METHOD(story -> story.incident().method()),
    PATH(story -> story.incident().path()),
    STATUS(story -> Integer.toString(story.incident().status())),
    WAIT(FailureText::hasWaitHint, FailureText::waitHint),
    RETRY_AFTER(
            FailureText::hasWaitHint,
            story -> story.incident().retryAfterSeconds().map(String::valueOf).orElse("")),
    CAUSE_DETAIL(
            story -> story.incident().causeDetail() != null,
            story -> story.incident().causeDetail()),
    UPSTREAM(story -> story.upstream() != null, FailureText::upstream),
    ANSWERED_BY(story -> story.answeredBy() != null, FailureText::answeredBy),
    RECEIVED_STATUS(
            story -> story.incident().receivedStatus() != null,
            story -> String.valueOf(story.incident().receivedStatus())),
    NOTICE(
            story -> story.notice() != null,
            story -> story.notice() == null ? null : story.notice().text()),
    NOTICE_LANG(
            story -> story.notice() != null,
            story -> story.notice() == null ? null : story.notice().language().toLanguageTag()),
    NOTICE_UNTIL(story -> story.noticeUntil() != null, FailureText::noticeUntil),
    TRACE_ID(
            story -> story.incident().traceId() != null,
            story -> story.incident().traceId());

    /** A token in a page. Unicode keeps its ends for uses like this: no text contains them, and no escaping touches them. */
    public static final Pattern TOKEN = Pattern.compile("\uFDD0([a-z_]+)\uFDD1");

    /** What comes from whoever sends requests and answers; all else has been written or checked by us. */
    private static final Set<Placeholder> OF_STRANGERS = EnumSet.of(METHOD, PATH, UPSTREAM, ANSWERED_BY, TRACE_ID);

    private static final List<Placeholder> ALL = List.of(values());
    private static final Map<String, Placeholder> BY_KEY =
            Arrays.stream(values()).collect(toUnmodifiableMap(Placeholder::key, identity()));

    private final String key = name().toLowerCase(Locale.ROOT);

    @SuppressWarnings("ImmutableEnumChecker") // References to methods hold no state.
    private final Predicate<FailureText> known;

    @SuppressWarnings("ImmutableEnumChecker") // References to methods hold no state.
    private final Function<FailureText, @Nullable String> fact;

    /** A fact that every story has. */
    Placeholder(Function<FailureText, @Nullable String> fact) {
        this(story -> true, fact);
    }

    Placeholder(Predicate<FailureText> known, Function<FailureText, @Nullable String> fact) {
        this.known = known;
        this.fact = fact;
    }

    /** Returns the name in the model of templates. */
    String key() {
        return key;
    }

    /** Returns what stands in the model until the hole is filled. */
    String token() {
        return '\uFDD0' + key + '\uFDD1';
    }

    /** Returns the hole with this name. */
    public static Placeholder ofKey(String key) {
        return Objects.requireNonNull(BY_KEY.get(key), key);
    }

    /** Returns which facts this story has; nothing is written for that. */
    static Set<Placeholder> known(FailureText story) {
        Set<Placeholder> known = EnumSet.noneOf(Placeholder.class);
        for (Placeholder hole : ALL) {
            if (hole.known.test(story)) {
                known.add(hole);
            }
        }
        return known;
    }

    /** Returns this fact of the story as it may stand anywhere in a page; nothing where it is not known. */
    String escaped(FailureText story) {
        String written = fact.apply(story);
        if (written == null) {
            return "";
        }
        // In an attribute without quotes, a space would end the value, and begin another attribute.
        return OF_STRANGERS.contains(this)
                ? UntrustedText.toMarkup(written).replace(" ", "&#32;")
                : UntrustedText.toMarkup(written);
    }
}
