package io.github.gatefault.pages.internal.render;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.cause.RequestSent;
import io.github.gatefault.pages.brand.Brand;
import io.github.gatefault.pages.internal.i18n.Language;
import io.github.gatefault.pages.template.TemplateSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Pages for people. A template renders each page once; the page is cached, and a request only fills its placeholders. */
public final class HtmlPages {
    /** All pages of an outage fit many times. When the limit is exceeded, the cache is cleared. */
    private static final long MAX_CACHED_BYTES = 16L << 20;
    /** What a cached page needs besides its text, roughly. */
    private static final int OVERHEAD = 1024;

    private static final FailureText.NoticeText NOTICE =
            new FailureText.NoticeText("notice", Locale.ENGLISH, Instant.EPOCH);

    /** The application's templates, with built-in ones where it has none; {@code null} where it has none at all. */
    private final @Nullable Templates customTemplates;

    private final boolean enhancements;
    private final Map<PageKey, CachedPage> cache = new ConcurrentHashMap<>();
    private final AtomicLong cachedBytes = new AtomicLong();

    /** Compiles and checks the application's templates, if any. An {@link IllegalArgumentException} names a broken file. */
    public HtmlPages(
            @Nullable TemplateSource custom,
            boolean enhancements,
            Collection<Brand> brands,
            Supplier<Language> language) {
        this.enhancements = enhancements;
        Templates templates = custom == null ? null : new Templates(custom.orElse(Templates.BUILT_IN));
        this.customTemplates = templates;
        if (templates != null) {
            brands.forEach(brand -> check(templates, brand, language.get()));
        }
    }

    /** Tests check the built-in templates. */
    private void check(Templates templates, Brand brand, Language language) {
        for (CauseType cause : CauseType.values()) {
            prepare(templates, new FailureText(minimal(cause), language, brand, null, RequestIntent.READ, true));
            prepare(templates, new FailureText(complete(cause), language, brand, NOTICE, RequestIntent.READ, true));
        }
    }

    private static Incident minimal(CauseType cause) {
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

    /** Returns the page with this text. */
    public RenderedPage render(FailureText text) {
        Incident incident = text.incident();
        PageKey key = new PageKey(
                incident.cause(),
                text.language().locale(),
                text.brand(),
                text.configuredService(),
                incident.requestSent(),
                text.intent(),
                Placeholder.presentIn(text));
        CachedPage cached = cache.get(key);
        if (cached == null) {
            cached = prepare(text);
            put(key, cached);
        }
        return new RenderedPage(cached.page.fill(text), cached.contentSecurityPolicy, cached.error);
    }

    private CachedPage prepare(FailureText text) {
        if (customTemplates == null) {
            return prepare(Templates.builtIn(), text);
        }
        try {
            return prepare(customTemplates, text);
        } catch (RuntimeException e) {
            CachedPage builtIn = prepare(Templates.builtIn(), text);
            return new CachedPage(builtIn.page, builtIn.contentSecurityPolicy, e);
        }
    }

    private CachedPage prepare(Templates templates, FailureText text) {
        Templates.Template template = templates.of(text.incident().cause());
        String page = template.execute(TemplateModel.of(text, enhancements, Placeholder.presentIn(text)));
        return new CachedPage(
                PreparedPage.of(page), ContentSecurityPolicy.of(template.name(), page, enhancements), null);
    }

    private void put(PageKey key, CachedPage page) {
        int weight = page.page.length() + OVERHEAD;
        if (cachedBytes.addAndGet(weight) > MAX_CACHED_BYTES) {
            cache.clear();
            cachedBytes.set(weight);
        }
        cache.put(key, page);
    }

    /** A page as bytes, not to be changed, its policy, and why the application's template was not used, if so. */
    @SuppressWarnings("ArrayRecordComponent") // A page is written, not compared.
    public record RenderedPage(
            byte[] body,
            String contentSecurityPolicy,
            @Nullable RuntimeException error) {}

    /** Everything by which pages differ apart from their placeholders. A client cannot make up new values of it. */
    private record PageKey(
            CauseType cause,
            Locale language,
            Brand brand,
            @Nullable String service,
            RequestSent requestSent,
            RequestIntent intent,
            Set<Placeholder> placeholders) {}

    private record CachedPage(
            PreparedPage page,
            String contentSecurityPolicy,
            @Nullable RuntimeException error) {}
}
