package io.github.gatefault.pages;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An answer, ready to be written.
 *
 * @param format what it is
 * @param language the language of its words, for {@code Content-Language} (RFC 9110, section 8.5)
 * @param contentSecurityPolicy the policy to be sent with it, of HTML only
 * @param body its bytes; not copied, and not to be changed
 * @param trouble why it is not the page that it should be, for the caller to log; {@code null} where all went well
 */
@SuppressWarnings("ArrayRecordComponent") // A page is written, not compared.
public record Page(
        Format format,
        Locale language,
        @Nullable String contentSecurityPolicy,
        byte[] body,
        @Nullable RuntimeException trouble) {}
