package io.github.gatefault.spring;

import org.jspecify.annotations.Nullable;

/** The application cannot start as it is configured. Its message is for whoever configures it, and says all there is to say. */
final class UnusableConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String action;

    /**
     * Makes the exception.
     *
     * @param description what is wrong: the key, its value, and what is allowed
     * @param action what to do about it
     * @param cause what found it, or {@code null}
     */
    UnusableConfigurationException(String description, String action, @Nullable Throwable cause) {
        super(description, cause);
        this.action = action;
    }

    String action() {
        return action;
    }
}
