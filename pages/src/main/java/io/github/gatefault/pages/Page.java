package io.github.gatefault.pages;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An answer, ready to be written.
 *
 * @param format its format
 * @param language the language of its text, for {@code Content-Language} (RFC 9110, section 8.5)
 * @param contentSecurityPolicy the policy to send with it; for HTML only
 * @param body its bytes; not copied, and not to be changed
 * @param error why the answer is a plainer one, for the caller to log; {@code null} if rendering succeeded
 */
@SuppressWarnings("ArrayRecordComponent") // A page is written, not compared.
public record Page(
        Format format,
        Locale language,
        @Nullable String contentSecurityPolicy,
        byte[] body,
        @Nullable RuntimeException error) {}
