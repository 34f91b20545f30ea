package io.github.gatefault.filter.classify;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import org.jspecify.annotations.Nullable;

/**
 * A cause as tables write it: {@code token} or {@code token/detail}.
 *
 * @param type the type that has the token
 * @param detail the cause detail, or {@code null}
 */
record CauseSpec(CauseType type, @Nullable String detail) {
    /** What tables write for a failure that is not the upstream's. */
    private static final String NOT_UPSTREAM = "none";

    /**
     * Reads {@code token}, {@code token/detail} or {@code none}, for which it returns {@code null}.
     *
     * @throws IllegalArgumentException if the text is none of these; the message completes a sentence that names the text
     */
    static @Nullable CauseSpec parse(String text) {
        if (text.equals(NOT_UPSTREAM)) {
            return null;
        }
        int slash = text.indexOf('/');
        String token = slash < 0 ? text : text.substring(0, slash);
        String detail = slash < 0 ? null : text.substring(slash + 1);
        CauseType type = CauseType.ofToken(token)
                .orElseThrow(() -> new IllegalArgumentException(
                        "must name none or one of the causes of docs/causes.md, such as connection_refused"));
        if (detail != null && !Incident.isCauseDetail(detail)) {
            throw new IllegalArgumentException(
                    "must have 1 to 64 lower case letters, digits and underscores behind the /");
        }
        return new CauseSpec(type, detail);
    }
}
