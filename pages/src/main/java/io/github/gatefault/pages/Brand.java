package io.github.gatefault.pages;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Whose page it is.
 *
 * @param name the name that visitors know, such as {@code Acme Shop}
 * @param service what visitors call the service behind the gateway, or {@code null} for a word in their language
 * @param color the accent colour on light ground, as {@code #rrggbb}
 * @param colorDark the accent colour on dark ground, as {@code #rrggbb}
 * @param statusPage where the state of the service is told
 * @param help where help is to be had: {@code https:}, {@code mailto:} or {@code tel:}
 */
public record Brand(
        @Nullable String name,
        @Nullable String service,
        String color,
        String colorDark,
        @Nullable URI statusPage,
        @Nullable URI help) {}
