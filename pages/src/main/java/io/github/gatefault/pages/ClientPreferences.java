package io.github.gatefault.pages;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a client asked for, as it was sent. All of it may be hostile; none of it is echoed.
 *
 * @param method the request's method; a page offers a retry for safe methods only
 * @param accept the lines of {@code Accept} (RFC 9110, section 12.5.1), joined by commas
 * @param acceptLanguage the lines of {@code Accept-Language} (RFC 9110, section 12.5.4), joined by commas
 * @param fetchDestination {@code Sec-Fetch-Dest}: what the browser uses the answer for
 * @param fixedFormat the configured format of this path, which overrides negotiation
 * @param host the requested host without its port, in upper or lower case; it selects the brand
 * @param language the client's language as the application knows it; it overrides {@code acceptLanguage}
 */
public record ClientPreferences(
        String method,
        @Nullable String accept,
        @Nullable String acceptLanguage,
        @Nullable String fetchDestination,
        @Nullable Format fixedFormat,
        @Nullable String host,
        @Nullable Locale language) {

    /** Makes preferences without a host and a known language. */
    public ClientPreferences(
            String method,
            @Nullable String accept,
            @Nullable String acceptLanguage,
            @Nullable String fetchDestination,
            @Nullable Format fixedFormat) {
        this(method, accept, acceptLanguage, fetchDestination, fixedFormat, null, null);
    }
}
