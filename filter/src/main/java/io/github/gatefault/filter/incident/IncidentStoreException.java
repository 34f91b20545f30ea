package io.github.gatefault.filter.incident;

import java.io.Serial;

/** A store cannot be read now. Nothing is wrong with what was asked for; the log has the incident all the same. */
public final class IncidentStoreException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** Makes an exception with the store's own one as its cause. */
    public IncidentStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
