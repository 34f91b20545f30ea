package io.github.gatefault.pages.brand;

import io.github.gatefault.pages.internal.text.UntrustedText;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whose page it is. What is {@code null} is not shown, or has a default.
 *
 * @param name the name that visitors know, such as {@code Acme Shop}
 * @param service what visitors call the service behind the gateway, or {@code null} for a word in their language
 * @param services what visitors call the upstreams with these logical names; others are the {@code service}
 * @param logo the logo; where there is none, the name stands in its place
 * @param logoDark the logo on dark ground, or {@code null} for the same
 * @param color the accent colour on light ground, as {@code #rrggbb}, or {@code null} for one that goes with the other
 * @param colorDark the accent colour on dark ground, as {@code #rrggbb}, or {@code null} for one that goes with the other
 * @param statusPage where the state of the service is told: {@code https:}, {@code http:} or a full path
 * @param help where help is to be had: {@code https:}, {@code http:}, {@code mailto:}, {@code tel:} or a full path
 * @param language the language of visitors who ask for none that we have, or {@code null} for the default of all brands
 */
public record Brand(
        @Nullable String name,
        @Nullable String service,
        Map<String, String> services,
        @Nullable Logo logo,
        @Nullable Logo logoDark,
        @Nullable String color,
        @Nullable String colorDark,
        @Nullable URI statusPage,
        @Nullable URI help,
        @Nullable Locale language) {

    /** What the built-in page is drawn on; {@code style.mustache} has the same. */
    static final String LIGHT_GROUND = "#ffffff";

    static final String DARK_GROUND = "#181b22";

    private static final String DEFAULT_COLOR = "#2b59c3";
    private static final String DEFAULT_COLOR_DARK = "#9db9ff";

    /**
     * Refuses what could not be shown.
     *
     * @throws IllegalArgumentException if a name is blank, a colour is not {@code #rrggbb} or has less than 4.5:1 of contrast
     *     with its ground (WCAG 2.2, 1.4.3), or a link leads elsewhere than the components above say; its message names the value, and what is allowed
     */
    public Brand {
        checkName(name);
        checkName(service);
        services = Map.copyOf(services);
        for (String ofUpstream : services.values()) {
            checkName(ofUpstream);
        }
        checkColor(color, LIGHT_GROUND, "light");
        checkColor(colorDark, DARK_GROUND, "dark");
        checkLink(statusPage, "https", "http");
        checkLink(help, "https", "http", "mailto", "tel");
    }

    /** Returns a brand of this name, or of none, in the default colours and without links. */
    public static Brand named(@Nullable String name) {
        return builder().name(name).build();
    }

    /** Starts a brand of which nothing is known. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts a brand that differs from this one only in what is set. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.name = name;
        builder.service = service;
        builder.services = services;
        builder.logo = logo;
        builder.logoDark = logoDark;
        builder.color = color;
        builder.colorDark = colorDark;
        builder.statusPage = statusPage;
        builder.help = help;
        builder.language = language;
        return builder;
    }

    /** Refuses what only shows in the whole: a picture that says nothing to those who do not see it, or none by daylight. */
    public void checkComplete() {
        if (logo == null && logoDark != null) {
            throw new IllegalArgumentException("There is a logo on dark ground, but none on light ground");
        }
        if (logo != null && name == null) {
            throw new IllegalArgumentException("There is a logo, but no name of the brand to be read in its place");
        }
    }

    /** Returns the accent colour on light ground. */
    public String accent() {
        if (color != null) {
            return color;
        }
        return colorDark == null ? DEFAULT_COLOR : Contrast.nearest(colorDark, LIGHT_GROUND);
    }

    /** Returns the accent colour on dark ground. */
    public String accentDark() {
        if (colorDark != null) {
            return colorDark;
        }
        return color == null ? DEFAULT_COLOR_DARK : Contrast.nearest(color, DARK_GROUND);
    }

    /** Returns what visitors call the upstream with this logical name, or {@code null} for a word in their language. */
    @Nullable
    public String service(@Nullable String upstream) {
        String own = upstream == null ? null : services.get(upstream);
        return own != null ? own : service;
    }

    private static void checkName(@Nullable String name) {
        if (name != null && (name.isBlank() || !UntrustedText.toDisplay(name).equals(name))) {
            throw new IllegalArgumentException("The brand's name '" + UntrustedText.toDisplay(name)
                    + "' is not one line of visible text; leave it out if there is none");
        }
    }

    private static void checkColor(@Nullable String color, String ground, String which) {
        if (color == null) {
            return;
        }
        boolean hex = color.length() == 7
                && color.charAt(0) == '#'
                && color.chars().skip(1).allMatch(c -> c < 0x80 && Character.digit(c, 16) >= 0);
        if (!hex) {
            throw new IllegalArgumentException("The colour '" + color + "' is not of the form #rrggbb");
        }
        double ratio = Contrast.ratio(color, ground);
        if (ratio < Contrast.READABLE) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "The colour '%s' has a contrast of %.2f:1 with the %s ground %s, allowed are 4.5:1 and more; the nearest is %s",
                    color,
                    ratio,
                    which,
                    ground,
                    Contrast.nearest(color, ground)));
        }
    }

    private static void checkLink(@Nullable URI link, String... schemes) {
        if (link != null && !hasScheme(link.toString(), schemes) && !isFullPath(link.toString())) {
            throw new IllegalArgumentException("The link '" + link + "' starts neither with "
                    + String.join(": nor ", schemes) + ": nor, as a full path, with one '/'");
        }
    }

    public static boolean isFullPath(String link) {
        return link.startsWith("/") && !link.startsWith("//");
    }

    public static boolean hasScheme(String link, String... schemes) {
        int colon = link.indexOf(':');
        return colon > 0 && List.of(schemes).contains(link.substring(0, colon).toLowerCase(Locale.ROOT));
    }

    /** Collects what is known of a brand; {@link Brand}'s components say what each is. */
    public static final class Builder {
        private @Nullable String name;
        private @Nullable String service;
        private Map<String, String> services = Map.of();
        private @Nullable Logo logo;
        private @Nullable Logo logoDark;
        private @Nullable String color;
        private @Nullable String colorDark;
        private @Nullable URI statusPage;
        private @Nullable URI help;
        private @Nullable Locale language;

        private Builder() {}

        /** Sets the name that visitors know. */
        public Builder name(@Nullable String name) {
            this.name = name;
            return this;
        }

        /** Sets what visitors call the service. */
        public Builder service(@Nullable String service) {
            this.service = service;
            return this;
        }

        /** Sets what visitors call the upstreams with these logical names. */
        public Builder services(Map<String, String> services) {
            this.services = services;
            return this;
        }

        /** Sets the logo. */
        public Builder logo(@Nullable Logo logo) {
            this.logo = logo;
            return this;
        }

        /** Sets the logo on dark ground. */
        public Builder logoDark(@Nullable Logo logoDark) {
            this.logoDark = logoDark;
            return this;
        }

        /** Sets the accent colour on light ground. */
        public Builder color(@Nullable String color) {
            this.color = color;
            return this;
        }

        /** Sets the accent colour on dark ground. */
        public Builder colorDark(@Nullable String colorDark) {
            this.colorDark = colorDark;
            return this;
        }

        /** Sets where the state of the service is told. */
        public Builder statusPage(@Nullable URI statusPage) {
            this.statusPage = statusPage;
            return this;
        }

        /** Sets where help is to be had. */
        public Builder help(@Nullable URI help) {
            this.help = help;
            return this;
        }

        /** Sets the language of visitors who ask for none that we have. */
        public Builder language(@Nullable Locale language) {
            this.language = language;
            return this;
        }

        /**
         * Returns the brand.
         *
         * @throws IllegalArgumentException if something could not be shown; its message names it, and what is allowed
         */
        public Brand build() {
            return new Brand(name, service, services, logo, logoDark, color, colorDark, statusPage, help, language);
        }
    }
}
