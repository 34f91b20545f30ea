package io.github.gatefault.runbook;

import io.github.gatefault.cause.CauseType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What to do about a cause, for the operators of the gateway and the upstream. All texts are English and one line each; code is
 * between backticks (see {@link Span}).
 *
 * @param cause the cause
 * @param title its title
 * @param meaning what it means
 * @param reasons why it happens, the likeliest first
 * @param checks what to check, the likeliest first
 * @param changes what to change, and where
 * @param prevention how to prevent it
 * @param names what other systems call it, by the system, so that an operator can find it in their logs
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
    /** Copies the lists and maps. */
    public Runbook {
        reasons = List.copyOf(reasons);
        checks = List.copyOf(checks);
        changes = List.copyOf(changes);
        prevention = List.copyOf(prevention);
        names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
        causeDetails = Collections.unmodifiableMap(new LinkedHashMap<>(causeDetails));
    }

    /** Reads the runbook of this cause from its file. */
    public static Runbook of(CauseType cause) {
        return RunbookFile.read(cause);
    }
}
