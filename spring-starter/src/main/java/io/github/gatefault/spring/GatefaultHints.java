package io.github.gatefault.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** The files that a native image must contain: those that the library reads, and the application's own templates. */
final class GatefaultHints implements RuntimeHintsRegistrar {
    /** For Spring only. */
    GatefaultHints() {}

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        hints.resources()
                .registerPattern("io/github/gatefault/pages/internal/render/*.mustache")
                .registerPattern("io/github/gatefault/pages/internal/i18n/*.properties")
                .registerPattern("io/github/gatefault/runbook/*.md")
                .registerPattern("io/github/gatefault/filter/classify/*.txt")
                .registerPattern("io/github/gatefault/filter/internal/fingerprint/*.txt")
                .registerPattern("gatefault/*");
    }
}
