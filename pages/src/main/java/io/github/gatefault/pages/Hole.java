package io.github.gatefault.pages;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.github.gatefault.cause.Incident;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The facts that differ from one answer to the next: holes in a page that is the same otherwise. */
enum Hole {
    ID(incident(Incident::id)),
    TIME(story -> story.language().time(story.incident().time())),
    TIME_ISO(incident(Incident::time)),
    METHOD(incident(Incident::method)),
    PATH(incident(Incident::path)),
    STATUS(incident(Incident::status)),
    WAIT(Story::waitHint),
    CAUSE_DETAIL(incident(Incident::causeDetail)),
    UPSTREAM(Story::upstream),
    ANSWERED_BY(Story::answeredBy),
    RECEIVED_STATUS(incident(Incident::receivedStatus)),
    TRACE_ID(incident(Incident::traceId));

    /** A token in a page. Unicode keeps its ends for uses like this: no text contains them, and no escaping touches them. */
    static final Pattern TOKEN = Pattern.compile("\uFDD0([a-z_]+)\uFDD1");

    private static final List<Hole> ALL = List.of(values());
    private static final Map<String, Hole> BY_KEY =
            Arrays.stream(values()).collect(toUnmodifiableMap(Hole::key, identity()));

    private final String key = name().toLowerCase(Locale.ROOT);

    @SuppressWarnings("ImmutableEnumChecker") // References to methods hold no state.
    private final Function<Story, @Nullable String> fact;

    Hole(Function<Story, @Nullable String> fact) {
        this.fact = fact;
    }

    private static Function<Story, @Nullable String> incident(Function<Incident, @Nullable Object> fact) {
        return story -> {
            Object value = fact.apply(story.incident());
            return value == null ? null : value.toString();
        };
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
    static Hole ofKey(String key) {
        return Objects.requireNonNull(BY_KEY.get(key), key);
    }

    /** Returns what of this story is known. */
    static Map<Hole, String> facts(Story story) {
        Map<Hole, String> facts = new EnumMap<>(Hole.class);
        for (Hole hole : ALL) {
            String fact = hole.fact.apply(story);
            if (fact != null) {
                facts.put(hole, fact);
            }
        }
        return facts;
    }
}
