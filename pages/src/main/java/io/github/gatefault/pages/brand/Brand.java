package io.github.gatefault.pages.brand;

import io.github.gatefault.pages.internal.http.Links;
import io.github.gatefault.pages.internal.text.UntrustedText;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The owner of a page. A component that is {@code null} is not shown, or has a default.
 *
 * @param name the name that visitors know, such as {@code Acme Shop}
 * @param service what visitors call the service behind the gateway, or {@code null} for "the service" in their language
 * @param services what visitors call single upstreams, by the upstream's logical name; all others are called {@code service}
 * @param logo the logo, or {@code null} to show the name instead
 * @param logoDark the logo on a dark background, or {@code null} to use {@code logo} there too
 * @param color the accent colour on a light background, as {@code #rrggbb}, or {@code null} to derive it from {@code colorDark}
 * @param colorDark the accent colour on a dark background, as {@code #rrggbb}, or {@code null} to derive it from {@code color}
 * @param statusPage the page that reports the service's state: an {@code https:} or {@code http:} URI, or an absolute path
 * @param help where visitors get help: an {@code https:}, {@code http:}, {@code mailto:} or {@code tel:} URI, or an absolute path
 * @param language the language for visitors who ask for none that is supported, or {@code null} for the default of all brands
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

    /** The backgrounds of the built-in page; {@code style.mustache} must have the same. */
    static final String LIGHT_BACKGROUND = "#ffffff";

    static final String DARK_BACKGROUND = "#181b22";

    private static final String DEFAULT_COLOR = "#2b59c3";
    private static final String DEFAULT_COLOR_DARK = "#9db9ff";

    /**
     * Throws an {@link IllegalArgumentException} if a name is blank, a colour is not {@code #rrggbb} or has less contrast with its
     * background than 4.5:1 (WCAG 2.2, 1.4.3), or a link is not of the form that its component allows.
     */
    public Brand {
        checkName("name", name);
        checkName("service-name", service);
        services = Map.copyOf(services);
        services.values().forEach(upstreamName -> checkName("service-names", upstreamName));
        checkColor("color", color, "light", LIGHT_BACKGROUND);
        checkColor("color-dark", colorDark, "dark", DARK_BACKGROUND);
        checkLink("status-page", statusPage, "https", "http");
        checkLink("help", help, "https", "http", "mailto", "tel");
    }

    /** Returns a brand that has this name, or none, in the default colours and without links. */
    public static Brand named(@Nullable String name) {
        return builder().name(name).build();
    }

    /** Starts a brand without any value. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts a brand with the values of this one. */
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

    /** Throws an {@link IllegalArgumentException} for a logo without a name, or only a dark one. */
    public void checkComplete() {
        if (logo == null && logoDark != null) {
            throw new IllegalArgumentException("brand logo must be set where logo-dark is set");
        }
        if (logo != null && name == null) {
            throw new IllegalArgumentException(
                    "brand name must be set where a logo is set: screen readers read it instead");
        }
    }

    /** Returns the accent colour on a light background. */
    public String accent() {
        if (color != null) {
            return color;
        }
        return colorDark == null ? DEFAULT_COLOR : Contrast.nearest(colorDark, LIGHT_BACKGROUND);
    }

    /** Returns the accent colour on a dark background. */
    public String accentDark() {
        if (colorDark != null) {
            return colorDark;
        }
        return color == null ? DEFAULT_COLOR_DARK : Contrast.nearest(color, DARK_BACKGROUND);
    }

    /** Returns black or white, as text that is readable on {@link #accent}. */
    public String onAccent() {
        return Contrast.readableOn(accent());
    }

    /** Returns black or white, as text that is readable on {@link #accentDark}. */
    public String onAccentDark() {
        return Contrast.readableOn(accentDark());
    }

    /** Returns what visitors call the upstream with this logical name, or {@code null} for "the service" in their language. */
    @Nullable
    public String service(@Nullable String upstream) {
        String own = upstream == null ? null : services.get(upstream);
        return own != null ? own : service;
    }

    private static void checkName(String property, @Nullable String name) {
        if (name != null && (name.isBlank() || !UntrustedText.toDisplay(name).equals(name))) {
            throw invalid(property, UntrustedText.toDisplay(name), "must be one line of visible text");
        }
    }

    private static void checkColor(String property, @Nullable String color, String shade, String background) {
        if (color == null) {
            return;
        }
        boolean hex = color.length() == 7
                && color.charAt(0) == '#'
                && color.chars().skip(1).allMatch(c -> c < 0x80 && Character.digit(c, 16) >= 0);
        if (!hex) {
            throw invalid(property, color, "must be a colour such as #1d5f5a");
        }
        double ratio = Contrast.ratio(color, background);
        if (ratio < Contrast.READABLE) {
            String requirement = "must have a contrast of 4.5:1 or more with the " + shade + " background " + background
                    + String.format(Locale.ROOT, ", not %.2f:1; the nearest is ", ratio);
            throw invalid(property, color, requirement + Contrast.nearest(color, background));
        }
    }

    private static void checkLink(String property, @Nullable URI link, String... schemes) {
        if (link != null && !Links.hasScheme(link.toString(), schemes) && !Links.isAbsolutePath(link.toString())) {
            throw invalid(
                    property,
                    link.toString(),
                    "must begin with " + String.join(":, ", schemes) + ":, or be an absolute path such as /help");
        }
    }

    /** The message names the property as the settings do, so that a setting's key can take its place. */
    private static IllegalArgumentException invalid(String property, String value, String requirement) {
        return new IllegalArgumentException("brand " + property + " \"" + value + "\" " + requirement);
    }

    /** Collects the values of a brand; the components of {@link Brand} say what each is. */
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

        /** Sets what visitors call single upstreams, by the upstream's logical name. */
        public Builder services(Map<String, String> services) {
            this.services = services;
            return this;
        }

        /** Sets the logo. */
        public Builder logo(@Nullable Logo logo) {
            this.logo = logo;
            return this;
        }

        /** Sets the logo on a dark background. */
        public Builder logoDark(@Nullable Logo logoDark) {
            this.logoDark = logoDark;
            return this;
        }

        /** Sets the accent colour on a light background. */
        public Builder color(@Nullable String color) {
            this.color = color;
            return this;
        }

        /** Sets the accent colour on a dark background. */
        public Builder colorDark(@Nullable String colorDark) {
            this.colorDark = colorDark;
            return this;
        }

        /** Sets the page that reports the service's state. */
        public Builder statusPage(@Nullable URI statusPage) {
            this.statusPage = statusPage;
            return this;
        }

        /** Sets where visitors get help. */
        public Builder help(@Nullable URI help) {
            this.help = help;
            return this;
        }

        /** Sets the language for visitors who ask for none that is supported. */
        public Builder language(@Nullable Locale language) {
            this.language = language;
            return this;
        }

        /** Returns the brand; an {@link IllegalArgumentException} names an invalid value and what is allowed. */
        public Brand build() {
            return new Brand(name, service, services, logo, logoDark, color, colorDark, statusPage, help, language);
        }
    }
}
