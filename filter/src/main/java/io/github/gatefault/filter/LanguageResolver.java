package io.github.gatefault.filter;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the language that a visitor reads, such as that of an account. Called for failures only. */
@FunctionalInterface
public interface LanguageResolver {
    /**
     * Returns the language of the visitor who sent this request, or {@code null} if it is unknown. It takes precedence over
     * {@code Accept-Language}. An exception is logged as a warning and has no other effect.
     */
    @Nullable
    Locale languageOf(HttpServletRequest request);
}
