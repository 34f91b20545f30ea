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

/** The values that differ from one answer to the next. The rest of a page is rendered once and cached. */
public enum Placeholder {
    ID(text -> text.incident().id()),
    TIME(text -> true, text -> text.language().localTime(text.incident().time())),
    TIME_ISO(text -> true, text -> text.language().isoTime(text.incident().time())),
    METHOD(text -> text.incident().method()),
    PATH(text -> text.incident().path()),
    STATUS(text -> true, text -> Integer.toString(text.incident().status())),
    WAIT(FailureText::hasWaitHint, FailureText::waitHint),
    RETRY_AFTER(
            FailureText::hasWaitHint,
            text -> text.incident().retryAfterSeconds().map(String::valueOf).orElse("")),
    CAUSE_DETAIL(text -> text.incident().causeDetail()),
    UPSTREAM(FailureText::visibleUpstream),
    ANSWERED_BY(FailureText::answeredBy),
    RECEIVED_STATUS(
            text -> text.incident().receivedStatus() != null,
            text -> String.valueOf(text.incident().receivedStatus())),
    NOTICE(text -> text.notice() == null ? null : text.notice().text()),
    NOTICE_LANG(text -> text.notice() == null ? null : text.notice().language().toLanguageTag()),
    NOTICE_UNTIL(FailureText::noticeUntil),
    TRACE_ID(text -> text.incident().traceId());

    /** A token in a page. It begins and ends with Unicode noncharacters, which no text contains and no escaping changes. */
    public static final Pattern TOKEN = Pattern.compile("\uFDD0([a-z_]+)\uFDD1");

    /** Values that clients and upstreams send; all others are written or checked by this library. */
    private static final Set<Placeholder> UNTRUSTED = EnumSet.of(METHOD, PATH, UPSTREAM, ANSWERED_BY, TRACE_ID);

    private static final List<Placeholder> ALL = List.of(values());
    private static final Map<String, Placeholder> BY_KEY =
            Arrays.stream(values()).collect(toUnmodifiableMap(Placeholder::key, identity()));

    private final String key = name().toLowerCase(Locale.ROOT);

    @SuppressWarnings("ImmutableEnumChecker") // References to methods hold no state.
    private final Predicate<FailureText> present;

    @SuppressWarnings("ImmutableEnumChecker") // References to methods hold no state.
    private final Function<FailureText, @Nullable String> value;

    /** A value that need not be formatted: it is present unless it is {@code null}. */
    Placeholder(Function<FailureText, @Nullable String> value) {
        this(text -> value.apply(text) != null, value);
    }

    Placeholder(Predicate<FailureText> present, Function<FailureText, @Nullable String> value) {
        this.present = present;
        this.value = value;
    }

    /** Returns the name in the template model. */
    String key() {
        return key;
    }

    /** Returns the token that the template model has in place of the value. */
    String token() {
        return '\uFDD0' + key + '\uFDD1';
    }

    /** Returns the placeholder with this name. */
    public static Placeholder ofKey(String key) {
        return Objects.requireNonNull(BY_KEY.get(key), key);
    }

    /** Returns the placeholders that have a value in this text, without formatting the values. */
    static Set<Placeholder> presentIn(FailureText text) {
        Set<Placeholder> present = EnumSet.noneOf(Placeholder.class);
        for (Placeholder placeholder : ALL) {
            if (placeholder.present.test(text)) {
                present.add(placeholder);
            }
        }
        return present;
    }

    /** Returns the value, escaped for any place in a page; empty where there is none. */
    String escapedValue(FailureText text) {
        String plain = value.apply(text);
        if (plain == null) {
            return "";
        }
        // In an attribute without quotes, a space would end the value and begin another attribute.
        return UNTRUSTED.contains(this)
                ? UntrustedText.toMarkup(plain).replace(" ", "&#32;")
                : UntrustedText.toMarkup(plain);
    }
}
