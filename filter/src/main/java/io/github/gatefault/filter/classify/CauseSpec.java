package io.github.gatefault.filter.classify;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import org.jspecify.annotations.Nullable;

/**
 * A cause as tables write it: {@code token} or {@code token/detail}.
 *
 * @param type the word of the vocabulary
 * @param detail the finer word, or {@code null}
 */
record CauseSpec(CauseType type, @Nullable String detail) {
    /** What tables write for a failure that is not an upstream's. */
    private static final String NONE = "none";

    /**
     * Reads {@code token}, {@code token/detail} or {@code none}, for which it returns {@code null}.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    static @Nullable CauseSpec parse(String text) {
        if (text.equals(NONE)) {
            return null;
        }
        int slash = text.indexOf('/');
        String token = slash < 0 ? text : text.substring(0, slash);
        String detail = slash < 0 ? null : text.substring(slash + 1);
        CauseType type = CauseType.ofToken(token)
                .orElseThrow(() -> new IllegalArgumentException(
                        "allowed are none and the causes of docs/causes.md, such as connection_refused"));
        if (detail != null && !Incident.isCauseDetail(detail)) {
            throw new IllegalArgumentException(
                    "allowed behind the / is a word of 1 to 64 lower case letters, digits and underscores");
        }
        return new CauseSpec(type, detail);
    }
}
