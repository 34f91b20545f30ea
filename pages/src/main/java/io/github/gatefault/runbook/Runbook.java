package io.github.gatefault.runbook;

import io.github.gatefault.cause.CauseType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What to do about a failure, for those who run the gateway and the upstream. In English; a text is one line, in which code
 * stands between backticks (see {@link Span}).
 *
 * @param cause the failure
 * @param title its name for a person
 * @param meaning what it means
 * @param reasons why it happens, the likeliest first
 * @param checks what to look at, the likeliest first
 * @param changes what to change, and where
 * @param prevention what keeps it from happening again
 * @param names what other systems call it, by the system: what an operator may have found in another log
 * @param causeDetails what each {@code cause_detail} of this cause means
 */
public record Runbook(
        CauseType cause,
        String title,
        String meaning,
        List<String> reasons,
        List<Check> checks,
        List<String> changes,
        List<String> prevention,
        Map<String, String> names,
        Map<String, String> causeDetails) {
    /** Copies what it is given. */
    public Runbook {
        reasons = List.copyOf(reasons);
        checks = List.copyOf(checks);
        changes = List.copyOf(changes);
        prevention = List.copyOf(prevention);
        names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
        causeDetails = Collections.unmodifiableMap(new LinkedHashMap<>(causeDetails));
    }

    /** Returns what to do about failures of this cause; read from its file each time. */
    public static Runbook of(CauseType cause) {
        return RunbookFile.read(cause);
    }
}
