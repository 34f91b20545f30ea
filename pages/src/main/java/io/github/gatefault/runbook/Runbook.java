package io.github.gatefault.runbook;

import io.github.gatefault.cause.CauseType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What to do about a failure, for operators of the gateway and the upstream. It is in English. A text is one line, with code between
 * backticks (see {@link Span}).
 *
 * @param cause the cause of the failure
 * @param title its title
 * @param meaning what it means
 * @param reasons why it happens, the likeliest reason first
 * @param checks what to check, the likeliest first
 * @param changes what to change, and where
 * @param prevention how to prevent it
 * @param names what other systems call it in their logs, by the system
 * @param finer what each {@code cause_detail} means
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
        Map<String, String> finer) {
    /** Copies the lists and maps. */
    public Runbook {
        reasons = List.copyOf(reasons);
        checks = List.copyOf(checks);
        changes = List.copyOf(changes);
        prevention = List.copyOf(prevention);
        names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
        finer = Collections.unmodifiableMap(new LinkedHashMap<>(finer));
    }

    /** Returns the runbook of this cause; it is read from its file each time. */
    public static Runbook of(CauseType cause) {
        return RunbookFile.read(cause);
    }
}
