package io.github.gatefault.pages.internal.render;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.cause.RequestSent;
import io.github.gatefault.pages.Format;
import io.github.gatefault.pages.Notice;
import io.github.gatefault.pages.Page;
import io.github.gatefault.pages.brand.Brand;
import io.github.gatefault.pages.internal.i18n.Language;
import io.github.gatefault.pages.template.TemplateSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Pages for people. Each is rendered once by its template, and kept as {@link PreparedPage}; a request only fills the holes. */
public final class HtmlPages {
    /** All pages of an outage fit many times; what does not is forgotten and rendered again. */
    private static final long MAX_KEPT_BYTES = 16L << 20;
    /** What a kept page weighs besides its text, roughly. */
    private static final int OVERHEAD = 1024;

    private static final Notice NOTICE = new Notice("notice", Locale.ENGLISH, Instant.EPOCH);

    /** The application's, completed by ours; or {@code null} where it has none. */
    private final @Nullable Templates own;

    private final boolean enhancements;
    private final Map<Key, Prepared> kept = new ConcurrentHashMap<>();
    private final AtomicLong keptBytes = new AtomicLong();

    /**
     * Compiles the application's templates, and tries each out.
     *
     * @param own where they are, or {@code null} where it has none
     * @throws IllegalArgumentException if one is broken; the message names its file
     */
    public HtmlPages(
            @Nullable TemplateSource own, boolean enhancements, Collection<Brand> brands, Supplier<Language> language) {
        this.enhancements = enhancements;
        this.own = own == null ? null : new Templates(own.orElse(Templates.BUILT_IN));
        if (this.own != null) {
            for (Brand brand : brands) {
                tryOut(this.own, brand, language.get());
            }
        }
    }

    /** Ours are tried out by tests. */
    private void tryOut(Templates own, Brand brand, Language language) {
        for (CauseType cause : CauseType.values()) {
            tryOut(own, new FailureText(bare(cause), language, brand, null, RequestIntent.READ, true));
            tryOut(own, new FailureText(complete(cause), language, brand, NOTICE, RequestIntent.READ, true));
        }
    }

    private void tryOut(Templates own, FailureText story) {
        prepare(own, story, Placeholder.known(story));
    }

    private static Incident bare(CauseType cause) {
        return Incident.builder("0", Instant.EPOCH, cause).retryAfter(null).build();
    }

    private static Incident complete(CauseType cause) {
        return Incident.builder("0", Instant.EPOCH, cause)
                .causeDetail("detail")
                .retryAfter(Duration.ofSeconds(1))
                .upstream("upstream")
                .answeredBy("gateway")
                .receivedStatus(502)
                .traceId("0")
                .build();
    }

    public Page page(FailureText story) {
        Set<Placeholder> known = Placeholder.known(story);
        Incident incident = story.incident();
        Language language = story.language();
        Key key = new Key(
                incident.cause(),
                language.locale(),
                story.brand(),
                story.service(),
                incident.requestSent(),
                story.intent(),
                known);
        Prepared page = kept.get(key);
        if (page == null) {
            page = prepare(story, known);
            keep(key, page);
        }
        return new Page(Format.HTML, language.locale(), page.policy, page.segments.fill(story), page.trouble);
    }

    private Prepared prepare(FailureText story, Set<Placeholder> known) {
        if (own != null) {
            try {
                return prepare(own, story, known);
            } catch (RuntimeException e) {
                Prepared plain = prepare(Templates.builtIn(), story, known);
                return new Prepared(plain.segments, plain.policy, e);
            }
        }
        return prepare(Templates.builtIn(), story, known);
    }

    private Prepared prepare(Templates templates, FailureText story, Set<Placeholder> known) {
        Templates.Template template = templates.of(story.incident().cause());
        String page = template.execute(TemplateModel.of(story, enhancements, known));
        return new Prepared(PreparedPage.of(page), ContentSecurityPolicy.of(template.name(), page, enhancements), null);
    }

    private void keep(Key key, Prepared page) {
        int weight = page.segments.length() + OVERHEAD;
        if (keptBytes.addAndGet(weight) > MAX_KEPT_BYTES) {
            kept.clear();
            keptBytes.set(weight);
        }
        kept.put(key, page);
    }

    /** All by which pages differ before their holes are filled; finite, whatever is asked for. */
    private record Key(
            CauseType cause,
            Locale language,
            Brand brand,
            @Nullable String service,
            RequestSent sent,
            RequestIntent intent,
            Set<Placeholder> known) {

        /** By hand, as the hash below: a record's own goes through method handles, which shows in the profile of a storm. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key
                    && cause == key.cause
                    && sent == key.sent
                    && intent == key.intent
                    && language.equals(key.language)
                    && known.equals(key.known)
                    && Objects.equals(service, key.service)
                    && Objects.equals(brand, key.brand);
        }

        /** Of what tells most pages apart, and knows its hash: to ask a brand for all of its parts takes longer than to fill a page. */
        @Override
        public int hashCode() {
            int hash = cause.hashCode();
            hash = 31 * hash + language.hashCode();
            hash = 31 * hash + Objects.hashCode(brand.name());
            hash = 31 * hash + sent.hashCode();
            return 31 * hash + intent.hashCode();
        }
    }

    private record Prepared(
            PreparedPage segments, String policy, @Nullable RuntimeException trouble) {}
}
