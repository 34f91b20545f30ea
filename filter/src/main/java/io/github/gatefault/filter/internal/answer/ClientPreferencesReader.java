package io.github.gatefault.filter.internal.answer;

import io.github.gatefault.filter.internal.logging.SafeLog;
import io.github.gatefault.pages.ClientPreferences;
import io.github.gatefault.pages.Format;
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
 * Reads from a request what its client prefers.
 *
 * @param formats returns the format that is fixed for a path, or {@code null} to negotiate it
 * @param languageCookie the name of the cookie with the client's language
 * @param languageResolver returns the client's language; takes precedence over the cookie
 */
public record ClientPreferencesReader(
        Function<String, @Nullable Format> formats,
        @Nullable String languageCookie,
        @Nullable Function<HttpServletRequest, @Nullable Locale> languageResolver) {
    private static final Logger log = LoggerFactory.getLogger(ClientPreferencesReader.class);

    /** Longer than the tag of any supported language. */
    private static final int MAX_TAG_LENGTH = 35;

    ClientPreferences read(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return new ClientPreferences(
                request.getMethod(),
                joined(request.getHeaders("Accept")),
                joined(request.getHeaders("Accept-Language")),
                request.getHeader("Sec-Fetch-Dest"),
                formats.apply(path),
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
                SafeLog.warn(log, "The language resolver failed; the languages of the browser are used", e);
            }
        }
        Cookie[] cookies = languageCookie == null ? null : request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(languageCookie) && cookie.getValue().length() <= MAX_TAG_LENGTH) {
                    return Locale.forLanguageTag(cookie.getValue().replace('_', '-'));
                }
            }
        }
        return null;
    }

    /** Joins the lines of a list, which mean the same as one line (RFC 9110, section 5.3). */
    private static @Nullable String joined(@Nullable Enumeration<String> lines) {
        if (lines == null || !lines.hasMoreElements()) {
            return null;
        }
        String first = lines.nextElement();
        return lines.hasMoreElements() ? first + "," + String.join(",", Collections.list(lines)) : first;
    }
}
