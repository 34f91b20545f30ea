package io.github.gatefault.pages;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.pages.brand.Brand;
import io.github.gatefault.pages.internal.brand.BrandsByHost;
import io.github.gatefault.pages.internal.http.Links;
import io.github.gatefault.pages.internal.http.QualityItem;
import io.github.gatefault.pages.internal.i18n.Language;
import io.github.gatefault.pages.internal.i18n.Languages;
import io.github.gatefault.pages.internal.render.FactWriter;
import io.github.gatefault.pages.internal.render.FailureText;
import io.github.gatefault.pages.internal.render.HtmlPages;
import io.github.gatefault.pages.internal.render.ProblemDetails;
import io.github.gatefault.pages.internal.render.RequestIntent;
import io.github.gatefault.pages.internal.render.Templates;
import io.github.gatefault.pages.template.TemplateSource;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Renders incidents: as a page for people, as problem details for programs (RFC 9457), as text for terminals. Immutable and
 * thread-safe. After {@link Builder#build()} it reads only the library's own files.
 */
public final class ErrorPages {
    private final Languages languages;
    private final BrandsByHost brands;
    private final NoticeBoard notices;
    private final HtmlPages html;
    private final ProblemDetails problemDetails;
    private final ProblemTypePages problemTypes;
    private final boolean showUpstream;

    private ErrorPages(Builder builder) {
        TemplateSource source = builder.templates;
        languages = new Languages(Locale.ENGLISH, builder.timeZone, source);
        brands = new BrandsByHost(builder.brand, builder.brandsByHost);
        for (Brand brand : brands.all()) {
            brand.checkComplete();
            if (brand.language() != null) {
                Languages.supportedTag(brand.language());
            }
        }
        TemplateSource custom = source != null && Templates.existIn(source) ? source : null;
        html = new HtmlPages(custom, builder.enhancements, brands.all(), languages::defaultLanguage);
        FactWriter writer = new FactWriter();
        problemDetails = new ProblemDetails(builder.problemBase, writer);
        problemTypes = new ProblemTypePages(custom, builder.problemBase, builder.enhancements, writer);
        if (custom != null) {
            checkProblemTypePages();
        }
        notices = builder.notices;
        showUpstream = builder.showUpstream;
    }

    /** Starts a configuration; every setting has a default. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the answer to this incident, in the format and language that the client prefers. Never throws: if rendering fails,
     * the answer is a plainer one, and {@link Page#error()} says why.
     */
    public Page render(Incident incident, ClientPreferences client) {
        Format format = Format.HTML;
        try {
            format = Negotiation.format(client);
            Brand brand = brands.of(client.host());
            Notice notice = notices.current(brand, incident.time());
            FailureText text = new FailureText(
                    incident,
                    language(client, brand),
                    brand,
                    notice == null
                            ? null
                            : new FailureText.NoticeText(notice.text(), notice.language(), notice.until()),
                    RequestIntent.of(client.method()),
                    showUpstream);
            return format == Format.HTML ? html(text) : plain(format, text);
        } catch (RuntimeException e) {
            return LastResort.page(incident, format, e);
        }
    }

    /** Finds a broken template at start, with each brand and cause. */
    private void checkProblemTypePages() {
        for (Brand brand : brands.all()) {
            for (CauseType cause : CauseType.values()) {
                Page page = problemTypes.page(example(cause, brand, languages.defaultLanguage()), Format.HTML);
                if (page.error() != null) {
                    throw page.error();
                }
            }
        }
    }

    /**
     * Returns the page at the {@code type} of problem details (RFC 9457, section 3.1.1): what this cause means, what a caller can do
     * and what an operator should check. JSON and XML have the members of problem details, {@code caller} and {@code operator}.
     */
    public Page problemType(CauseType cause, ClientPreferences client) {
        Brand brand = brands.of(client.host());
        return problemTypes.page(example(cause, brand, language(client, brand)), Negotiation.format(client));
    }

    /** Returns the list of all causes, with their titles in the client's language. */
    public Page problemTypes(ClientPreferences client) {
        Brand brand = brands.of(client.host());
        FailureText text = example(CauseType.UPSTREAM_ERROR_RESPONSE, brand, language(client, brand));
        return problemTypes.index(text, Negotiation.format(client));
    }

    private static FailureText example(CauseType cause, Brand brand, Language language) {
        return new FailureText(ProblemTypePages.example(cause), language, brand, null, RequestIntent.READ, false);
    }

    /** Returns the notice on pages of this host's brand. The host has no port and may be hostile. */
    public Optional<Notice> notice(@Nullable String host, Instant now) {
        return Optional.ofNullable(notices.current(brands.of(host), now));
    }

    /** Returns the supported languages. */
    public static List<Locale> languages() {
        return Languages.TAGS.stream().map(Locale::forLanguageTag).toList();
    }

    /** Returns the client's preferred language if it is not supported, as two letters of ISO 639: a tag for metrics. */
    public Optional<String> unsupportedLanguage(ClientPreferences client) {
        return client.language() != null && languages.find(client.language()) != null
                ? Optional.empty()
                : languages.unsupported(QualityItem.parse(client.acceptLanguage()));
    }

    /** Returns an example host for each brand, by the brand's name; {@code null} for the default brand. */
    public Map<String, @Nullable String> exampleHosts() {
        return brands.exampleHosts();
    }

    private Language language(ClientPreferences client, Brand brand) {
        Language known = client.language() == null ? null : languages.find(client.language());
        Language fallback = brand.language() == null ? languages.defaultLanguage() : languages.of(brand.language());
        return known != null ? known : languages.choose(QualityItem.parse(client.acceptLanguage()), fallback);
    }

    private Page html(FailureText text) {
        HtmlPages.RenderedPage page = html.render(text);
        return new Page(Format.HTML, text.language().locale(), page.contentSecurityPolicy(), page.body(), page.error());
    }

    private Page plain(Format format, FailureText text) {
        byte[] body = switch (format) {
            case HTML, SHORT_TEXT -> problemDetails.shortText(text);
            case PROBLEM_JSON, JSON -> problemDetails.json(text);
            case PROBLEM_XML, XML -> problemDetails.xml(text);
            case TEXT -> problemDetails.text(text);
        };
        return new Page(format, text.language().locale(), null, body, null);
    }

    /** Collects the configuration. */
    public static final class Builder {
        private Brand brand = Brand.named(null);
        private final Map<String, Brand> brandsByHost = new LinkedHashMap<>();
        private NoticeBoard notices = new NoticeBoard();
        private @Nullable TemplateSource templates;
        private ZoneId timeZone = ZoneId.of("UTC");
        private String problemBase = "/problems/";
        private boolean showUpstream;
        private boolean enhancements;

        private Builder() {}

        /** Sets the default brand; without a name unless set. */
        public Builder brand(Brand brand) {
            this.brand = Objects.requireNonNull(brand, "brand");
            return this;
        }

        /** Adds a brand for hosts such as {@code shop.example}, or {@code *.shop.example} for all names below it. */
        public Builder brand(Brand brand, String... hosts) {
            for (String host : hosts) {
                brandsByHost.put(host, brand);
            }
            return this;
        }

        /** Sets the board where operators post notices at run time; an empty one by default. */
        public Builder notices(NoticeBoard notices) {
            this.notices = Objects.requireNonNull(notices, "notices");
            return this;
        }

        /** Sets templates and messages that replace the built-in ones; none by default. {@link #build()} reads them. */
        public Builder templates(TemplateSource templates) {
            this.templates = Objects.requireNonNull(templates, "templates");
            return this;
        }

        /** Sets the time zone of pages; UTC by default. Problem details always use UTC. */
        public Builder timeZone(ZoneId timeZone) {
            this.timeZone = Objects.requireNonNull(timeZone, "timeZone");
            return this;
        }

        /**
         * Sets the base of problem types and incidents (RFC 9457, sections 3.1.1 and 3.1.5), {@code /problems/} by default:
         * {@code type} is the base and the cause; {@code instance} is the base, {@code incidents/} and the ID.
         */
        public Builder problemBase(String problemBase) {
            this.problemBase = Objects.requireNonNull(problemBase, "problemBase");
            return this;
        }

        /** Sets whether clients see the upstream's logical name; false by default. */
        public Builder showUpstream(boolean showUpstream) {
            this.showUpstream = showUpstream;
            return this;
        }

        /**
         * Sets whether the page runs its own script, which retries after a while and copies the reference; false by default. The
         * visitor can stop the retry. The script is allowed by its hash; all others stay forbidden.
         */
        public Builder enhancements(boolean enhancements) {
            this.enhancements = enhancements;
            return this;
        }

        /** Reads and checks all templates. An {@link IllegalArgumentException} says what is invalid. */
        public ErrorPages build() {
            boolean link = Links.isAbsolutePath(problemBase) || Links.hasScheme(problemBase, "https", "http");
            URI uri = link && problemBase.endsWith("/") ? URI.create(problemBase) : null;
            if (uri == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
                throw new IllegalArgumentException("problem base \"" + problemBase + "\" must be an http(s) URI or an"
                        + " absolute path that ends with '/' and has no query and no fragment");
            }
            return new ErrorPages(this);
        }
    }
}
