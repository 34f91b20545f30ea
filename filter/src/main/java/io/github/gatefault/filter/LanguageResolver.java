package io.github.gatefault.filter;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells the language that the application knows a visitor to read, such as that of an account. Called for failures only. */
@FunctionalInterface
public interface LanguageResolver {
    /**
     * Returns the language of the visitor who sent this request, or {@code null} where it is not known. It counts for more than
     * {@code Accept-Language}. What is thrown costs a warning in the log, and nothing else.
     */
    @Nullable
    Locale languageOf(HttpServletRequest request);
}
