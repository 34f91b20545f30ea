package io.github.gatefault.filter.incident;

import io.github.gatefault.cause.Incident;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An incident as a store gives it back.
 *
 * @param incident its facts; long ones may have been cut
 * @param diagnosis what was found out about it afterwards, in plain text; {@code null} for nothing
 */
public record StoredIncident(Incident incident, @Nullable String diagnosis) {
    /** The longest diagnosis that is kept, in characters. */
    public static final int MAX_DIAGNOSIS = 2_000;

    /** Refuses a diagnosis of nothing. */
    public StoredIncident {
        Objects.requireNonNull(incident, "incident");
    }
}
