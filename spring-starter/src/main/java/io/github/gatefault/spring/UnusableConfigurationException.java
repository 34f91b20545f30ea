package io.github.gatefault.spring;

import org.jspecify.annotations.Nullable;

/** Stops the start of an application whose configuration is invalid. Its message says in one sentence what is wrong. */
final class UnusableConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String action;

    /** Makes an exception with what is wrong (the key, its value, and what it must be) and what to do about it. */
    UnusableConfigurationException(String description, String action, @Nullable Throwable cause) {
        super(description, cause);
        this.action = action;
    }

    /** Returns the exception for a setting that the filter, or the table of settings, refuses in a sentence. */
    static UnusableConfigurationException of(IllegalArgumentException refusal) {
        String sentence = String.valueOf(refusal.getMessage());
        boolean namesKey = sentence.matches("(?s)[a-z][^ ]* \".*");
        return new UnusableConfigurationException(
                (namesKey ? GatefaultProperties.PREFIX + "." : "gatefault cannot start: ") + sentence,
                "Correct it below \"gatefault\" in application.yaml or where else it is set; docs/configuration.md explains all keys.",
                refusal);
    }

    String action() {
        return action;
    }
}
