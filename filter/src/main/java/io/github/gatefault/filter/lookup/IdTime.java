package io.github.gatefault.filter.lookup;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** The time that an ID carries: ours are UUIDs of version 7 (RFC 9562, section 5.7), by which a log is searched faster. */
final class IdTime {
    private static final Pattern UUID_V7 = Pattern.compile("[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}");

    private IdTime() {}

    /** Returns when this ID was made, if it is one that tells. Somebody else's ID can look like one. */
    static Optional<Instant> of(String id) {
        return UUID_V7.matcher(id).matches()
                ? Optional.of(Instant.ofEpochMilli(Long.parseLong(id.substring(0, 12), 16)))
                : Optional.empty();
    }
}
