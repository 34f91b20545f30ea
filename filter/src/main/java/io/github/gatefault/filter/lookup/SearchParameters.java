package io.github.gatefault.filter.lookup;

import io.github.gatefault.cause.CauseFamily;
import io.github.gatefault.cause.CauseType;
import io.github.gatefault.filter.incident.IncidentQuery;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a search by name. Blank values count as absent, unknown names are ignored. Values may be hostile, so no error
 * message repeats them.
 */
record SearchParameters(Map<String, String> values) {
    /** The longest upstream name that a store keeps. */
    private static final int MAX_LENGTH = 255;

    private static final String ANY_TEXT = "a text";
    private static final String TIME = "a time in UTC such as 2026-11-24T12:30";
    private static final Pattern AROUND_ID = Pattern.compile("[\\s\\[\\]()<>\"',;]+");

    /** Returns this ID without the characters that surround it in logs and messages. */
    static String trimmedId(String id) {
        return AROUND_ID.matcher(id).replaceAll("");
    }

    /** Returns how many incidents to show, by default 50, or throws {@code IllegalArgumentException} if the limit is invalid. */
    int limit() {
        Integer limit = value(
                "limit",
                "between 1 and 999",
                digits -> Optional.of(digits)
                        .filter(number -> number.matches("[1-9][0-9]{0,2}"))
                        .map(Integer::valueOf));
        return limit == null ? 50 : limit;
    }

    /** Returns the query for at most this many incidents, or throws {@code IllegalArgumentException} with what must be changed. */
    IncidentQuery query(int limit) {
        return IncidentQuery.newest(limit)
                .withIdPart(value("id", ANY_TEXT, id -> Optional.of(trimmedId(id))))
                .withCause(value("cause", "a cause of docs/causes.md", CauseType::ofToken))
                .withFamily(value("category", "a category of docs/causes.md", SearchParameters::family))
                .withUpstream(value("upstream", ANY_TEXT, Optional::of))
                .between(value("from", TIME, SearchParameters::time), value("until", TIME, SearchParameters::time));
    }

    private <T> @Nullable T value(String name, String allowed, Function<String, Optional<T>> parser) {
        String value = values.getOrDefault(name, "").strip();
        if (value.isEmpty()) {
            return null;
        }
        if (value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(name + " must have at most " + MAX_LENGTH + " characters");
        }
        return parser.apply(value).orElseThrow(() -> new IllegalArgumentException(name + " must be " + allowed));
    }

    private static Optional<CauseFamily> family(String token) {
        return Arrays.stream(CauseFamily.values())
                .filter(family -> family.token().equals(token))
                .findFirst();
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(
                    text.endsWith("Z")
                            ? Instant.parse(text)
                            : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
