package io.github.gatefault.pages;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whose page it is.
 *
 * @param name the name that visitors know, such as {@code Acme Shop}
 * @param service what visitors call the service behind the gateway, or {@code null} for a word in their language
 * @param color the accent colour on light ground, as {@code #rrggbb}
 * @param colorDark the accent colour on dark ground, as {@code #rrggbb}
 * @param statusPage where the state of the service is told: {@code https:}, {@code http:} or a full path
 * @param help where help is to be had: {@code https:}, {@code http:}, {@code mailto:}, {@code tel:} or a full path
 */
public record Brand(
        @Nullable String name,
        @Nullable String service,
        String color,
        String colorDark,
        @Nullable URI statusPage,
        @Nullable URI help) {

    /** The accent colour on light ground of whoever sets none. */
    public static final String DEFAULT_COLOR = "#2b59c3";

    /** The accent colour on dark ground of whoever sets none. */
    public static final String DEFAULT_COLOR_DARK = "#9db9ff";

    /**
     * Refuses what could not be shown.
     *
     * @throws IllegalArgumentException if a name is blank, a colour is not {@code #rrggbb}, or a link leads elsewhere than the
     *     components above say; its message names the value, and what is allowed
     */
    public Brand {
        checkName(name);
        checkName(service);
        checkColor(color);
        checkColor(colorDark);
        checkLink(statusPage, "https", "http");
        checkLink(help, "https", "http", "mailto", "tel");
    }

    /** Returns a brand of this name, or of none, in the default colours and without links. */
    public static Brand named(@Nullable String name) {
        return new Brand(name, null, DEFAULT_COLOR, DEFAULT_COLOR_DARK, null, null);
    }

    /** Returns black or white, whichever stands out more on this colour by the contrast of WCAG 2.2; it is 4.5:1 or more. */
    static String readableOn(String color) {
        double luminance = 0.2126 * linear(color, 1) + 0.7152 * linear(color, 3) + 0.0722 * linear(color, 5);
        return 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 ? "#ffffff" : "#000000";
    }

    private static double linear(String color, int at) {
        double value = Integer.parseInt(color.substring(at, at + 2), 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    private static void checkName(@Nullable String name) {
        if (name != null && (name.isBlank() || !Escape.clean(name).equals(name))) {
            throw new IllegalArgumentException("The brand's name '" + Escape.clean(name)
                    + "' is not one line of visible text; leave it out if there is none");
        }
    }

    private static void checkColor(String color) {
        boolean hex = color.length() == 7
                && color.charAt(0) == '#'
                && color.chars().skip(1).allMatch(c -> c < 0x80 && Character.digit(c, 16) >= 0);
        if (!hex) {
            throw new IllegalArgumentException("The colour '" + color + "' is not of the form #rrggbb");
        }
    }

    private static void checkLink(@Nullable URI link, String... schemes) {
        if (link != null && !hasScheme(link.toString(), schemes) && !isFullPath(link.toString())) {
            throw new IllegalArgumentException("The link '" + link + "' starts neither with "
                    + String.join(": nor ", schemes) + ": nor, as a full path, with one '/'");
        }
    }

    static boolean isFullPath(String link) {
        return link.startsWith("/") && !link.startsWith("//");
    }

    static boolean hasScheme(String link, String... schemes) {
        int colon = link.indexOf(':');
        return colon > 0 && List.of(schemes).contains(link.substring(0, colon).toLowerCase(Locale.ROOT));
    }
}
