package io.github.gatefault.pages;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.pages.brand.Brand;
import io.github.gatefault.pages.internal.brand.BrandsByHost;
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
 * Renders incidents: as a page for people, as problem details for programs (RFC 9457), as text for terminals. Immutable, and
 * safe for use by many threads; it reads no clock, no log and no file but the library's own after {@link Builder#build()}.
 */
public final class ErrorPages {
    private final Languages languages;
    private final BrandsByHost brands;
    private final NoticeBoard notices;
    private final HtmlPages html;
    private final ProblemDetails problem;
    private final ProblemTypePages explanations;
    private final boolean showUpstream;

    private ErrorPages(Builder builder) {
        TemplateSource own = builder.templates;
        languages = new Languages(Locale.ENGLISH, builder.timeZone, own);
        brands = new BrandsByHost(builder.brand, builder.brandsByHost);
        for (Brand brand : brands.all()) {
            brand.checkComplete();
            if (brand.language() != null) {
                languages.check(brand.language());
            }
        }
        TemplateSource ownTemplates = own != null && Templates.areIn(own) ? own : null;
        html = new HtmlPages(ownTemplates, builder.enhancements, brands.all(), languages::fallback);
        FactWriter facts = new FactWriter();
        problem = new ProblemDetails(builder.problemBase, facts);
        explanations = new ProblemTypePages(ownTemplates, builder.problemBase, builder.enhancements, facts);
        if (ownTemplates != null) {
            tryOutExplanations();
        }
        notices = builder.notices;
        showUpstream = builder.showUpstream;
    }

    /** Starts a configuration; its defaults are good as they are. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the answer to this incident in the form and language that the visitor asked for. Never throws: where something
     * of it fails, the answer is a plainer one, and {@link Page#trouble()} says why.
     */
    public Page render(Incident incident, ClientPreferences visitor) {
        Format format = Format.HTML;
        try {
            format = Negotiation.format(visitor);
            Brand brand = brands.of(visitor.host());
            FailureText story = new FailureText(
                    incident,
                    language(visitor, brand),
                    brand,
                    notices.current(brand, incident.time()),
                    RequestIntent.of(visitor.method()),
                    showUpstream);
            return format == Format.HTML ? html.page(story) : plain(format, story);
        } catch (RuntimeException e) {
            return LastResort.page(incident, format, e);
        }
    }

    /** Tells of a broken template at start, whichever brand or cause it breaks for. */
    private void tryOutExplanations() {
        for (Brand brand : brands.all()) {
            for (CauseType cause : CauseType.values()) {
                Page page = explanation(cause, brand, languages.fallback(), Format.HTML);
                if (page.trouble() != null) {
                    throw page.trouble();
                }
            }
        }
    }

    /**
     * Returns what this cause means, what whoever called can do, and what whoever operates the gateway checks: what is to be
     * found at the {@code type} of problem details (RFC 9457, section 3.1.1). JSON and XML have the names of problem details,
     * {@code caller} and {@code operator}.
     */
    public Page explanation(CauseType cause, ClientPreferences visitor) {
        Brand brand = brands.of(visitor.host());
        return explanation(cause, brand, language(visitor, brand), Negotiation.format(visitor));
    }

    private Page explanation(CauseType cause, Brand brand, Language language, Format format) {
        return explanations.one(
                new FailureText(ProblemTypePages.example(cause), language, brand, null, RequestIntent.READ, false),
                format);
    }

    /** Returns the list of all causes, with their names in the visitor's language. */
    public Page explanations(ClientPreferences visitor) {
        Brand brand = brands.of(visitor.host());
        Incident any = ProblemTypePages.example(CauseType.UPSTREAM_ERROR_RESPONSE);
        FailureText story = new FailureText(any, language(visitor, brand), brand, null, RequestIntent.READ, false);
        return explanations.all(story, Negotiation.format(visitor));
    }

    /**
     * Returns the notice that stands on the pages of the brand at this host, for {@code Retry-After}: the wait until it is over.
     *
     * @param host the host that was asked, without its port; it may be hostile
     */
    public Optional<Notice> notice(@Nullable String host, Instant now) {
        return Optional.ofNullable(notices.current(brands.of(host), now));
    }

    /** Returns the languages in which there are words. */
    public static List<Locale> languages() {
        return Languages.TAGS.stream().map(Locale::forLanguageTag).toList();
    }

    /**
     * Returns the language that this visitor wants most, if there are no words in it: by its two letters of ISO 639, so that
     * there are no more of them than a metric can bear.
     */
    public Optional<String> missingLanguage(ClientPreferences visitor) {
        return visitor.language() != null && languages.find(visitor.language()) != null
                ? Optional.empty()
                : languages.missing(QualityItem.parse(visitor.acceptLanguage()));
    }

    /** Returns a host for each brand, by the brand's name. */
    public Map<String, @Nullable String> hosts() {
        return brands.examples();
    }

    private Language language(ClientPreferences visitor, Brand brand) {
        Language known = visitor.language() == null ? null : languages.find(visitor.language());
        return known != null ? known : languages.choose(QualityItem.parse(visitor.acceptLanguage()), fallback(brand));
    }

    /** Returns the language of this brand's visitors who ask for none that we have. */
    private Language fallback(Brand brand) {
        return brand.language() == null ? languages.fallback() : languages.of(brand.language());
    }

    private Page plain(Format format, FailureText story) {
        byte[] body = switch (format) {
            case HTML, SHORT_TEXT -> problem.shortText(story);
            case PROBLEM_JSON, JSON -> problem.json(story);
            case PROBLEM_XML, XML -> problem.xml(story);
            case TEXT -> problem.text(story);
        };
        return new Page(format, story.language().locale(), null, body, null);
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

        /** Sets whose pages they are; nobody's by default. */
        public Builder brand(Brand brand) {
            this.brand = Objects.requireNonNull(brand, "brand");
            return this;
        }

        /**
         * Adds a brand for some hosts; all others have that of {@link #brand}.
         *
         * @param hosts names such as {@code shop.example}, and {@code *.shop.example} for all names below one
         */
        public Builder brand(Brand brand, String... hosts) {
            for (String host : hosts) {
                brandsByHost.put(host, brand);
            }
            return this;
        }

        /** Sets the board on which operators post notices at run time; one without any by default. */
        public Builder notices(NoticeBoard notices) {
            this.notices = Objects.requireNonNull(notices, "notices");
            return this;
        }

        /**
         * Sets where to look for templates and message bundles before the built-in ones; nowhere by default. It is read by
         * {@link #build()} and not afterwards.
         */
        public Builder templates(TemplateSource templates) {
            this.templates = Objects.requireNonNull(templates, "templates");
            return this;
        }

        /** Sets the zone of the times that people read; UTC by default. Problem details always tell UTC. */
        public Builder timeZone(ZoneId timeZone) {
            this.timeZone = Objects.requireNonNull(timeZone, "timeZone");
            return this;
        }

        /**
         * Sets what problem types and incidents are named below (RFC 9457, sections 3.1.1 and 3.1.5): {@code type} is this and
         * the cause, {@code instance} this, {@code incidents/} and the id. {@code /problems/} by default.
         */
        public Builder problemBase(String problemBase) {
            this.problemBase = Objects.requireNonNull(problemBase, "problemBase");
            return this;
        }

        /** Sets whether visitors see the upstream's logical name; they do not by default. */
        public Builder showUpstream(boolean showUpstream) {
            this.showUpstream = showUpstream;
            return this;
        }

        /**
         * Sets whether the page may run its own scripts: one that tries again by itself after a while, which can be stopped, and
         * copies the reference. They are allowed by their hashes; all others stay forbidden. Not by default.
         */
        public Builder enhancements(boolean enhancements) {
            this.enhancements = enhancements;
            return this;
        }

        /**
         * Returns the pages, with all templates read, compiled and tried out.
         *
         * @throws IllegalArgumentException if a value, a template or a message bundle is not one that we can use; its message
         *     names it, and what is allowed
         */
        public ErrorPages build() {
            checkProblemBase(problemBase);
            return new ErrorPages(this);
        }

        private static void checkProblemBase(String base) {
            boolean named = Brand.isFullPath(base) || Brand.hasScheme(base, "https", "http");
            if (!named || !base.endsWith("/")) {
                throw new IllegalArgumentException("The problem base '" + base
                        + "' is neither an http(s) URI nor a full path that starts with one '/'; either ends with '/'");
            }
            URI uri = URI.create(base);
            if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
                throw new IllegalArgumentException(
                        "The problem base '" + base + "' has a query or fragment; it must have neither");
            }
        }
    }
}
