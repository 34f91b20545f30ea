package io.github.gatefault.pages.internal.render;

import org.jspecify.annotations.Nullable;

/**
 * A page in HTML, as bytes.
 *
 * @param body the bytes; not copied, and not to be changed
 * @param contentSecurityPolicy the policy to send with it
 * @param error why the application's template was not used, or {@code null} where all went well
 */
@SuppressWarnings("ArrayRecordComponent") // A page is written, not compared.
public record RenderedPage(
        byte[] body, String contentSecurityPolicy, @Nullable RuntimeException error) {}
