package io.github.gatefault.filter.internal.answer;

import io.github.gatefault.filter.internal.config.PathFormats;
import io.github.gatefault.filter.internal.logging.SafeLog;
import io.github.gatefault.pages.ClientPreferences;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads from a request what its visitor wants.
 *
 * @param formats the formats that are fixed for paths
 * @param languageCookie the name of the cookie with the visitor's language
 * @param languageResolver whom to ask for it first
 */
public record ClientPreferencesReader(
        PathFormats formats,
        @Nullable String languageCookie,
        @Nullable Function<HttpServletRequest, @Nullable Locale> languageResolver) {
    private static final Logger log = LoggerFactory.getLogger(ClientPreferencesReader.class);
    /** Longer than any tag that we have words for. */
    private static final int MAX_TAG = 35;

    ClientPreferences of(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return new ClientPreferences(
                request.getMethod(),
                joined(request.getHeaders("Accept")),
                joined(request.getHeaders("Accept-Language")),
                request.getHeader("Sec-Fetch-Dest"),
                formats.of(path),
                request.getServerName(),
                language(request));
    }

    private @Nullable Locale language(HttpServletRequest request) {
        if (languageResolver != null) {
            try {
                Locale resolved = languageResolver.apply(request);
                if (resolved != null) {
                    return resolved;
                }
            } catch (RuntimeException | LinkageError e) {
                SafeLog.warn(
                        log,
                        "The language resolver failed; the visitor is answered in the language that the browser asks for",
                        e);
            }
        }
        Cookie[] cookies = languageCookie == null ? null : request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(languageCookie) && cookie.getValue().length() <= MAX_TAG) {
                    return Locale.forLanguageTag(cookie.getValue().replace('_', '-'));
                }
            }
        }
        return null;
    }

    /** Several lines of a list mean the same as one (RFC 9110, section 5.3). */
    private static @Nullable String joined(@Nullable Enumeration<String> lines) {
        if (lines == null || !lines.hasMoreElements()) {
            return null;
        }
        String first = lines.nextElement();
        return lines.hasMoreElements() ? first + "," + String.join(",", Collections.list(lines)) : first;
    }
}
