package io.github.gatefault.suite.harness;

import java.util.Map;

/** One incident in the log: its level, its line, its key-values, and the log context that it was written in. */
public record IncidentEvent(String level, String message, Map<String, String> values, Map<String, String> context) {
    /** Returns the ID that a visitor was shown. */
    public String id() {
        return values.getOrDefault("correlation_id", "");
    }

    /** Returns the word for what happened. */
    public String cause() {
        return values.getOrDefault("cause", "");
    }

    /** Returns {@code replaced} or {@code after_commit}. */
    public String outcome() {
        return values.getOrDefault("outcome", "");
    }
}
