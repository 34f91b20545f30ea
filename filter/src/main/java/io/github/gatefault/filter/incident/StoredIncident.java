package io.github.gatefault.filter.incident;

import io.github.gatefault.cause.Incident;
import io.github.gatefault.pages.internal.text.UntrustedText;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An incident that a store returns.
 *
 * @param incident the incident
 * @param diagnosis what was found out about it later, in plain text; {@code null} for nothing
 */
public record StoredIncident(Incident incident, @Nullable String diagnosis) {
    /** The longest diagnosis, in characters. */
    public static final int MAX_DIAGNOSIS = 2_000;

    /** Cuts the diagnosis to {@value #MAX_DIAGNOSIS} characters, and replaces the control characters in its lines. */
    public StoredIncident {
        Objects.requireNonNull(incident, "incident");
        diagnosis = diagnosis == null ? null : UntrustedText.toLogLines(diagnosis, MAX_DIAGNOSIS);
    }
}
