package io.github.gatefault.pages.internal.lookup;

import io.github.gatefault.cause.IncidentField;
import io.github.gatefault.pages.internal.lookup.LookupResult.Details;
import io.github.gatefault.pages.internal.lookup.LookupResult.Entry;
import io.github.gatefault.pages.internal.lookup.LookupResult.Failure;
import io.github.gatefault.pages.internal.lookup.LookupResult.Matches;
import io.github.gatefault.pages.internal.lookup.LookupResult.SimilarIncidents;
import io.github.gatefault.pages.internal.text.UntrustedText;
import io.github.gatefault.runbook.Check;
import io.github.gatefault.runbook.Runbook;
import io.github.gatefault.runbook.Target;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The JSON of lookups. Unknown values have no key. Text that came from outside is sanitized here. */
public final class LookupJson {
    private LookupJson() {}

    /** Returns the JSON object of this result. */
    public static Map<String, Object> of(LookupResult result) {
        Map<String, Object> json = new LinkedHashMap<>();
        if (result instanceof Matches matches) {
            json.put(
                    "incidents",
                    matches.entries().stream().map(LookupJson::incident).toList());
            json.put("more", matches.more());
            json.put("dropped", matches.dropped());
        } else if (result instanceof Details details) {
            json.put("incident", incident(details.entry()));
            json.put("similar", similar(details.similar()));
            json.put("runbook", runbook(details));
        } else if (result instanceof Failure failure) {
            json.put("trouble", failure.message());
        }
        put(json, "log", result.logUrl());
        return json;
    }

    /** Returns the JSON object of an incident. Its keys are those of the log event. */
    static Map<String, Object> incident(Entry entry) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (IncidentField field : IncidentField.values()) {
            put(json, field.key(), field.value(entry.incident()));
        }
        put(json, "diagnosis", entry.diagnosis());
        return json;
    }

    static Map<String, Object> similar(SimilarIncidents similar) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("count", similar.count());
        json.put("more", similar.more());
        put(json, "since", text(similar.first()));
        put(json, "until", text(similar.last()));
        put(json, "counts", similar.counts().isEmpty() ? null : similar.counts());
        if (similar.diagnosed() != null) {
            Map<String, Object> diagnosed = incident(similar.diagnosed());
            diagnosed.keySet().retainAll(List.of("correlation_id", "time", "diagnosis"));
            json.put("diagnosed", diagnosed);
        }
        return json;
    }

    private static Map<String, Object> runbook(Details details) {
        Runbook runbook = details.runbook();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("title", runbook.title());
        json.put("meaning", runbook.meaning());
        put(json, "finer", runbook.causeDetails().get(details.entry().incident().causeDetail()));
        json.put("reasons", runbook.reasons());
        json.put(
                "checks",
                runbook.checks().stream()
                        .map(check -> check(check, details.target()))
                        .toList());
        json.put("changes", runbook.changes());
        json.put("prevention", runbook.prevention());
        json.put("names", runbook.names());
        return json;
    }

    private static Map<String, Object> check(Check check, Target target) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("question", check.question());
        json.put("commands", check.commands(target));
        return json;
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private static void put(Map<String, Object> json, String key, @Nullable Object value) {
        if (value instanceof String text) {
            json.put(key, sanitized(text));
        } else if (value != null) {
            json.put(key, value);
        }
    }

    /** Returns this text without the characters that hide or forge what surrounds them. It may have several lines. */
    static String sanitized(String text) {
        return text.lines().map(UntrustedText::toDisplay).collect(Collectors.joining("\n"));
    }
}
