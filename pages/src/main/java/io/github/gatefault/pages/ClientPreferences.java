package io.github.gatefault.pages;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a visitor asked for, as sent: all of it may be hostile, and none of it is echoed.
 *
 * @param method the request's method: only a safe one may be offered to be sent again
 * @param accept the lines of {@code Accept} (RFC 9110, section 12.5.1), joined by commas
 * @param acceptLanguage the lines of {@code Accept-Language} (RFC 9110, section 12.5.4), joined by commas
 * @param fetchDestination {@code Sec-Fetch-Dest}: what a browser wants the answer for
 * @param fixedFormat the format that configuration fixes for this path; it is not negotiated then
 * @param host the host that was asked, without its port, in any case of letters; it chooses the brand
 * @param language the language that the application knows the visitor to read; it counts for more than what a browser asks for
 */
public record ClientPreferences(
        String method,
        @Nullable String accept,
        @Nullable String acceptLanguage,
        @Nullable String fetchDestination,
        @Nullable Format fixedFormat,
        @Nullable String host,
        @Nullable Locale language) {

    /** Makes a visitor of whom neither host nor language is known otherwise. */
    public ClientPreferences(
            String method,
            @Nullable String accept,
            @Nullable String acceptLanguage,
            @Nullable String fetchDestination,
            @Nullable Format fixedFormat) {
        this(method, accept, acceptLanguage, fetchDestination, fixedFormat, null, null);
    }
}
