package io.github.gatefault.filter.classify;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import org.jspecify.annotations.Nullable;

/** A cause in a table: {@code token} or {@code token/detail}. */
record CauseSpec(CauseType type, @Nullable String detail) {
    /**
     * Reads {@code token}, {@code token/detail}, or {@code none} (no upstream failed), for which it returns {@code null}.
     *
     * @throws IllegalArgumentException if the text is none of these; the message completes a sentence that names the text
     */
    static @Nullable CauseSpec parse(String text) {
        if (text.equals("none")) {
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
