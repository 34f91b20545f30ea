package io.github.gatefault.filter.incident;

import java.io.Serial;

/** A store cannot be read now. The query is valid, and the log has all incidents. */
public final class IncidentStoreException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** Makes an exception with the exception of the store as its cause. */
    public IncidentStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
