package io.github.gatefault.filter;

import io.github.gatefault.filter.classify.DeclaredCause;
import io.github.gatefault.filter.classify.FailureClassifier;
import io.github.gatefault.filter.diagnosis.DiagnosisListener;
import io.github.gatefault.filter.incident.IncidentListener;
import io.github.gatefault.filter.incident.IncidentStore;
import io.github.gatefault.filter.internal.answer.AnswerFactory;
import io.github.gatefault.filter.internal.answer.BuiltInPages;
import io.github.gatefault.filter.internal.answer.ClientPreferencesReader;
import io.github.gatefault.filter.internal.answer.FailureClassification;
import io.github.gatefault.filter.internal.answer.FailureResponder;
import io.github.gatefault.filter.internal.answer.IncidentFactory;
import io.github.gatefault.filter.internal.answer.ReloadingPages;
import io.github.gatefault.filter.internal.config.IncidentStores;
import io.github.gatefault.filter.internal.config.Location;
import io.github.gatefault.filter.internal.config.OptionalLibrary;
import io.github.gatefault.filter.internal.config.PathFormats;
import io.github.gatefault.filter.internal.config.PathPatterns;
import io.github.gatefault.filter.internal.config.Statuses;
import io.github.gatefault.filter.internal.correlation.CorrelationIds;
import io.github.gatefault.filter.internal.exchange.ExchangeConfig;
import io.github.gatefault.filter.internal.fingerprint.AnswerClassifier;
import io.github.gatefault.filter.internal.fingerprint.GatewayPages;
import io.github.gatefault.filter.metrics.GlobalMetrics;
import io.github.gatefault.filter.tracing.IncidentSpans;
import io.github.gatefault.filter.upstream.Upstreams;
import io.github.gatefault.pages.ErrorPages;
import io.github.gatefault.pages.NoticeBoard;
import io.github.gatefault.pages.brand.Brand;
import io.github.gatefault.pages.brand.BrandProperties;
import io.github.gatefault.pages.brand.Logo;
import io.github.gatefault.pages.template.TemplateSource;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Collects the settings of a {@link BadGatewayFilter}. Each method is a setting; its name in kebab-case is the key in
 * {@code web.xml} and in a properties file. A value that is not allowed is refused at once, by an
 * {@link IllegalArgumentException} that says what is.
 */
public final class GatefaultBuilder {
    private static final String WEB_APPLICATION_FOLDER = "/WEB-INF/gatefault/";
    static final String RELAYED_STATUSES = "500, 502-504, 520-527, 530";
    private static final String CLASS_PATH_FOLDER = "classpath:gatefault/";

    private StatusPolicy status = StatusPolicy.RFC9209;
    private String correlationHeader = "X-Correlation-Id";
    private boolean acceptCorrelationId = true;
    private @Nullable Supplier<? extends @Nullable String> activeTrace;
    private String proxyName = "gatefault";
    private boolean proxyStatus = true;
    private boolean proxyStatusDetails;
    private String problemBase = "/problems/";
    private Brand brand = Brand.named(null);
    private final Map<String, Brand> brandsByHost = new LinkedHashMap<>();
    private @Nullable String templates;
    private PathFormats formats = PathFormats.parse("");
    private Statuses relayedStatuses = Statuses.parse(RELAYED_STATUSES);
    private @Nullable String gatewayFingerprints;
    private @Nullable String upstream;
    private Upstreams upstreams = Upstreams.none();
    private boolean metrics;
    private boolean diagnose;
    private boolean showUpstream;
    private boolean enhancements;
    private boolean problemPages;
    private boolean development;
    private @Nullable String languageCookie;
    private @Nullable LanguageResolver languageResolver;
    private final List<IncidentListener> listeners = new ArrayList<>();
    private final List<FailureClassifier> classifiers = new ArrayList<>();
    private @Nullable String causeRules;
    private @Nullable IncidentStore incidentStore;
    private @Nullable PathPatterns includePaths;
    private @Nullable PathPatterns excludePaths;
    private final Map<String, String> byKey;
    private @Nullable IncidentStore ownStore;

    /** Starts with the defaults; what is said by key counts for more than what is said by method. */
    GatefaultBuilder(Map<String, String> byKey) {
        this.byKey = Map.copyOf(byKey);
    }

    public GatefaultBuilder copy() {
        GatefaultBuilder copy = new GatefaultBuilder(byKey);
        copy.status = status;
        copy.correlationHeader = correlationHeader;
        copy.acceptCorrelationId = acceptCorrelationId;
        copy.activeTrace = activeTrace;
        copy.proxyName = proxyName;
        copy.proxyStatus = proxyStatus;
        copy.proxyStatusDetails = proxyStatusDetails;
        copy.problemBase = problemBase;
        copy.brand = brand;
        copy.brandsByHost.putAll(brandsByHost);
        copy.templates = templates;
        copy.formats = formats;
        copy.relayedStatuses = relayedStatuses;
        copy.gatewayFingerprints = gatewayFingerprints;
        copy.upstream = upstream;
        copy.upstreams = upstreams;
        copy.metrics = metrics;
        copy.diagnose = diagnose;
        copy.showUpstream = showUpstream;
        copy.enhancements = enhancements;
        copy.problemPages = problemPages;
        copy.development = development;
        copy.languageCookie = languageCookie;
        copy.languageResolver = languageResolver;
        copy.listeners.addAll(listeners);
        copy.classifiers.addAll(classifiers);
        copy.causeRules = causeRules;
        copy.incidentStore = incidentStore;
        copy.includePaths = includePaths;
        copy.excludePaths = excludePaths;
        return copy;
    }

    /** Sets which status visitors get; {@link StatusPolicy#RFC9209} by default. */
    public GatefaultBuilder status(StatusPolicy policy) {
        this.status = policy;
        return this;
    }

    /** Sets the header that carries the correlation ID in requests and responses; {@code X-Correlation-Id} by default. */
    public GatefaultBuilder correlationHeader(String name) {
        this.correlationHeader = token(name, "the name of a header (RFC 9110, section 5.1)");
        return this;
    }

    /** Sets whether an ID that comes in by the correlation header or by {@code X-Request-Id} is taken; it is by default. */
    public GatefaultBuilder acceptCorrelationId(boolean accept) {
        this.acceptCorrelationId = accept;
        return this;
    }

    /**
     * Sets who tells the trace-id of the trace that is active as the filter begins, for a tracer whose own filter is outside of
     * it: 32 hex digits, or 16, or {@code null}. It is the ID of the exchange before all that comes in. By default OpenTelemetry's
     * API where it is on the class path, else nobody. Only in code.
     */
    public GatefaultBuilder activeTrace(Supplier<? extends @Nullable String> traceId) {
        this.activeTrace = Objects.requireNonNull(traceId, "traceId");
        return this;
    }

    /** Sets the name of this deployment in {@code Proxy-Status} (RFC 9209, section 2); {@code gatefault} by default. */
    public GatefaultBuilder proxyName(String name) {
        this.proxyName = token(name, "a token that begins with a letter (RFC 9651, section 3.3.4)");
        if (!Character.isLetter(name.charAt(0))) {
            throw new IllegalArgumentException(
                    "allowed is a token that begins with a letter (RFC 9651, section 3.3.4)");
        }
        return this;
    }

    /** Sets whether {@code Proxy-Status} is sent; it is by default. */
    public GatefaultBuilder proxyStatus(boolean send) {
        this.proxyStatus = send;
        return this;
    }

    /** Sets whether {@code Proxy-Status} tells the finer word too; not by default. */
    public GatefaultBuilder proxyStatusDetails(boolean send) {
        this.proxyStatusDetails = send;
        return this;
    }

    /** Sets what the {@code type} and {@code instance} of problem JSON begin with; {@code /problems/} by default. */
    public GatefaultBuilder problemBase(String base) {
        this.problemBase = base;
        return this;
    }

    /**
     * Sets whether the filter itself serves what the {@code type} of problem details points at: a page for each cause below
     * the path of {@link #problemBase}, and a list of all at it; not by default. All other paths stay the application's.
     */
    public GatefaultBuilder problemPages(boolean serve) {
        this.problemPages = serve;
        return this;
    }

    /** Sets the name that visitors know you by; none by default. */
    public GatefaultBuilder brandName(String name) {
        brand = brand.toBuilder().name(name).build();
        return this;
    }

    /** Sets what visitors call the service behind; by default a plain word in their language. */
    public GatefaultBuilder serviceName(String name) {
        brand = brand.toBuilder().service(name).build();
        return this;
    }

    /** Sets what visitors call the upstreams with these logical names; others are the {@linkplain #serviceName service}. */
    public GatefaultBuilder serviceNames(Map<String, String> names) {
        brand = brand.toBuilder().services(names).build();
        return this;
    }

    /** Sets the logo that stands in the page in the place of the name; none by default. */
    public GatefaultBuilder brandLogo(Logo logo) {
        brand = brand.toBuilder().logo(logo).build();
        return this;
    }

    /** Sets the logo on dark ground; the same as on light ground by default. */
    public GatefaultBuilder brandLogoDark(Logo logo) {
        brand = brand.toBuilder().logoDark(logo).build();
        return this;
    }

    /**
     * Adds a brand for some hosts; all others have the one that the settings above make.
     *
     * @param hosts names such as {@code shop.example}, and {@code *.shop.example} for all names below one
     */
    public GatefaultBuilder brand(Brand own, String... hosts) {
        for (String host : hosts) {
            brandsByHost.put(host, own);
        }
        return this;
    }

    /** Sets the accent colour on light ground, as {@code #rrggbb}. */
    public GatefaultBuilder brandColor(String color) {
        brand = brand.toBuilder().color(color).build();
        return this;
    }

    /** Sets the accent colour on dark ground, as {@code #rrggbb}. */
    public GatefaultBuilder brandColorDark(String color) {
        brand = brand.toBuilder().colorDark(color).build();
        return this;
    }

    /** Sets where the state of the service is told; none by default. */
    public GatefaultBuilder statusPage(URI uri) {
        brand = brand.toBuilder().statusPage(uri).build();
        return this;
    }

    /** Sets where help is to be had, such as {@code mailto:help@example.org}; none by default. */
    public GatefaultBuilder help(URI uri) {
        brand = brand.toBuilder().help(uri).build();
        return this;
    }

    /** Sets the language of visitors who ask for none that is there; English by default. */
    public GatefaultBuilder defaultLanguage(Locale language) {
        brand = brand.toBuilder().language(language).build();
        return this;
    }

    /**
     * Sets the name of the cookie that holds the tag of the visitor's language, such as {@code de} or {@code pt_BR}; it counts
     * for more than {@code Accept-Language}. None by default.
     */
    public GatefaultBuilder languageCookie(String name) {
        this.languageCookie = token(name, "the name of a cookie (RFC 6265, section 4.1.1)");
        return this;
    }

    /**
     * Sets who is asked for the visitor's language before the cookie and {@code Accept-Language}; nobody by default. Its key
     * takes the name of a class.
     */
    public GatefaultBuilder languageResolver(LanguageResolver resolver) {
        this.languageResolver = resolver;
        return this;
    }

    /**
     * Sets the folder of your own templates and messages: in the web application where it begins with {@code /WEB-INF/}, on
     * the class path where it begins with {@code classpath:}, else in the file system. By default both
     * {@code /WEB-INF/gatefault/} and {@code classpath:gatefault/} are looked in.
     */
    public GatefaultBuilder templates(String folder) {
        this.templates = folder;
        return this;
    }

    /**
     * Sets whether somebody works on the templates: changed files are read at once, and {@code /gatefault/preview} shows all
     * answers, and what is wrong with the templates. Not by default, and not for visitors to see.
     */
    public GatefaultBuilder development(boolean development) {
        this.development = development;
        return this;
    }

    /** Sets formats that are fixed for path prefixes, such as {@code /api/=problem+json}; none by default. */
    public GatefaultBuilder formats(String pairs) {
        this.formats = PathFormats.parse(pairs);
        return this;
    }

    /**
     * Sets the statuses of relayed answers that may be another gateway's own page, such as {@code 502-504}; by default
     * {@code 500, 502-504, 520-527, 530}. Answers with other statuses pass without a look; of an empty text, all do.
     */
    public GatefaultBuilder relayedStatuses(String list) {
        this.relayedStatuses = Statuses.parse(list);
        return this;
    }

    /**
     * Sets the file of further gateways' pages, looked for before the known ones: in the web application where it begins with
     * {@code /WEB-INF/}, on the class path where it begins with {@code classpath:}, else in the file system; none by default.
     */
    public GatefaultBuilder gatewayFingerprints(String file) {
        this.gatewayFingerprints = file;
        return this;
    }

    /** Sets the logical name of the upstream where a failure does not tell it; none by default. */
    public GatefaultBuilder upstream(String name) {
        this.upstream = name;
        return this;
    }

    /** Sets the upstreams that have names of their own, by which a failure is told where its host is known; none by default. */
    public GatefaultBuilder upstreams(Upstreams known) {
        this.upstreams = known;
        return this;
    }

    /**
     * Sets whether failures are counted in Micrometer's global registry, which needs {@code micrometer-core} on the class path;
     * not by default. For a registry of your own add a {@link io.github.gatefault.filter.metrics.GatefaultMetrics} by
     * {@link #listeners} instead.
     */
    public GatefaultBuilder metrics(boolean count) {
        this.metrics = count;
        return this;
    }

    /**
     * Sets whether an upstream that fails is looked at, off the request's thread and at most once a minute: its DNS, its ports,
     * its certificate, its answer at the URL that {@link #upstreams} have for it. What is found is put to the incident and into
     * the log. Not by default.
     */
    public GatefaultBuilder diagnose(boolean look) {
        this.diagnose = look;
        return this;
    }

    /** Sets whether the upstream's logical name is shown to visitors and clients; not by default. */
    public GatefaultBuilder showUpstream(boolean show) {
        this.showUpstream = show;
        return this;
    }

    /**
     * Sets whether the page tries again by itself after a while, which a visitor can stop, and copies the reference; not by
     * default, so that it runs no script.
     */
    public GatefaultBuilder enhancements(boolean enhancements) {
        this.enhancements = enhancements;
        return this;
    }

    /** Adds listeners; none by default. Its key takes the names of classes, divided by commas. */
    public GatefaultBuilder listeners(IncidentListener... more) {
        listeners.addAll(List.of(more));
        return this;
    }

    /**
     * Adds classifiers, which are asked before this library's own rules, in this order; none by default. One that throws costs
     * a warning, and the next is asked. Its key takes the names of classes, divided by commas.
     */
    public GatefaultBuilder classifiers(FailureClassifier... more) {
        classifiers.addAll(List.of(more));
        return this;
    }

    /**
     * Sets a properties file that tells causes by the names of exceptions, as {@link FailureClassifier#ofClassNames} takes
     * them: {@code com.example.InHouseTimeout=http_response_timeout}. It counts for more than this library's own rules, and
     * less than {@link #classifiers} and an {@link UpstreamException}. Its place is named like that of {@link #templates}; none
     * by default.
     */
    public GatefaultBuilder causeRules(String file) {
        this.causeRules = file;
        return this;
    }

    /**
     * Sets where incidents can be looked up. By default it is the store that another filter of the application brought, else one
     * in memory for the newest 1,000. Whoever made the store closes it. Its key takes {@code memory}, {@code none} or
     * {@code jdbc}.
     */
    public GatefaultBuilder incidentStore(IncidentStore store) {
        this.incidentStore = store;
        return this;
    }

    /**
     * Sets the paths within the application that are answered for, such as {@code /shop/*, /cart}; all by default. On others
     * the filter is as if it were not there.
     */
    public GatefaultBuilder includePaths(String patterns) {
        this.includePaths = PathPatterns.parse(patterns);
        return this;
    }

    /** Sets the paths within the application that are not answered for, such as {@code /actuator/*}; none by default. */
    public GatefaultBuilder excludePaths(String patterns) {
        this.excludePaths = PathPatterns.parse(patterns);
        return this;
    }

    /** Returns the filter. Init-params that the container gives it count for more than what was set here. */
    public BadGatewayFilter build() {
        return new BadGatewayFilter(copy());
    }

    /** Returns the settings that were given by their keys. */
    public Map<String, String> byKey() {
        return byKey;
    }

    /** Returns whether the filter has a part in what this path, within the application, is about. */
    Predicate<HttpServletRequest> scope() {
        PathPatterns included = includePaths;
        PathPatterns excluded = excludePaths;
        return request ->
                (included == null || included.match(request)) && (excluded == null || !excluded.match(request));
    }

    /** Takes what configuration says of brands. */
    public void brands(Map<String, String> properties, TemplateSource files) {
        BrandProperties brands = new BrandProperties(properties, brand, files);
        brand = brands.brand();
        brandsByHost.putAll(brands.byHost());
    }

    /** Takes the store that configuration names: the filter's own, for it to close. */
    public void ownStore(IncidentStore store) {
        incidentStore = store;
        ownStore = store;
    }

    /** Returns what the filter closes in the end, or {@code null} for nothing. */
    @Nullable
    IncidentStore ownStore() {
        return ownStore;
    }

    CorrelationIds correlationIds(InstantSource clock) {
        return new CorrelationIds(correlationHeader, acceptCorrelationId, tracer(), clock);
    }

    private Supplier<? extends @Nullable String> tracer() {
        if (activeTrace != null) {
            return activeTrace;
        }
        return OptionalLibrary.OPEN_TELEMETRY.isPresent() ? IncidentSpans::activeTrace : () -> null;
    }

    /** Returns the pages: the same at any time, or, in development, those of the templates at that time. */
    Supplier<ErrorPages> pages(ServletContext context) {
        NoticeBoard notices = noticeBoard(context);
        if (development) {
            return new ReloadingPages(watchedTemplates(context), watched -> pages(watched, notices));
        }
        ErrorPages pages = pages(templateSource(context), notices);
        return () -> pages;
    }

    private ErrorPages pages(@Nullable TemplateSource source, NoticeBoard notices) {
        ErrorPages.Builder pages = ErrorPages.builder()
                .brand(brand)
                .notices(notices)
                .problemBase(problemBase)
                .showUpstream(showUpstream)
                .enhancements(enhancements);
        if (source != null) {
            pages.templates(source);
        }
        for (Map.Entry<String, Brand> own : brandsByHost.entrySet()) {
            pages.brand(own.getValue(), own.getKey());
        }
        return pages.build();
    }

    ExchangeConfig exchanges(
            BadGatewayFilter filter, Supplier<ErrorPages> pages, ServletContext context, InstantSource clock) {
        GatewayPages gatewayPages = gatewayPages(context);
        IncidentStore store = incidentStore(context);
        List<IncidentListener> everyListener = new ArrayList<>(listeners);
        everyListener.add(0, store::add);
        if (metrics) {
            if (!OptionalLibrary.MICROMETER.isPresent()) {
                throw new IllegalArgumentException(
                        "metrics is \"true\": Micrometer is not on the class path; allowed is true only with io.micrometer:micrometer-core");
            }
            everyListener.add(GlobalMetrics.of(context));
        }
        if (OptionalLibrary.OPEN_TELEMETRY.isPresent()) {
            everyListener.add(new IncidentSpans());
        }
        Upstreams known = upstreams(context);
        if (diagnose) {
            everyListener.add(new DiagnosisListener(known));
        }
        FailureResponder responder = new FailureResponder(
                new IncidentFactory(pages, status::statusOf, upstream, known, clock),
                pages,
                answers(),
                visitors(),
                everyListener);
        FailureClassification classification = new FailureClassification(
                allClassifiers(context, gatewayPages), gatewayPages, relayedStatuses::contains);
        responder.start(store);
        return new ExchangeConfig(filter, correlationHeader, classification, responder);
    }

    private GatewayPages gatewayPages(ServletContext context) {
        GatewayPages known = GatewayPages.known();
        if (gatewayFingerprints == null) {
            return known;
        }
        try {
            return known.behind(new Location(gatewayFingerprints, context).text());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "gateway-fingerprints is \"" + gatewayFingerprints + "\": " + e.getMessage(), e);
        }
    }

    private List<FailureClassifier> allClassifiers(ServletContext context, GatewayPages gatewayPages) {
        List<FailureClassifier> all = new ArrayList<>(classifiers);
        all.add(new DeclaredCause());
        if (causeRules != null) {
            try {
                all.add(FailureClassifier.ofClassNames(new Location(causeRules, context).properties()));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("cause-rules is \"" + causeRules + "\": " + e.getMessage(), e);
            }
        }
        all.add(FailureClassifier.ofExceptions());
        all.add(new AnswerClassifier(gatewayPages));
        return all;
    }

    /** Returns the pages that the filter serves of its own accord, or {@code null} for none. */
    @Nullable
    BuiltInPages ownPages(Supplier<ErrorPages> pages, ServletContext context, InstantSource clock) {
        ReloadingPages previewed = pages instanceof ReloadingPages watched ? watched : null;
        return problemPages || previewed != null
                ? new BuiltInPages(
                        pages, visitors(), answers(), clock, problemPages ? problemPath(context) : null, previewed)
                : null;
    }

    private String problemPath(ServletContext context) {
        String path = URI.create(problemBase).getRawPath();
        if (!path.startsWith(context.getContextPath() + "/")) {
            throw new IllegalArgumentException("problem-pages is \"true\": problem-base is \"" + problemBase
                    + "\", which is outside of this application; allowed is a path that begins with "
                    + context.getContextPath() + "/");
        }
        return path;
    }

    private ClientPreferencesReader visitors() {
        return new ClientPreferencesReader(
                formats::of, languageCookie, languageResolver == null ? null : languageResolver::languageOf);
    }

    private AnswerFactory answers() {
        return proxyStatus
                ? AnswerFactory.withProxyStatus(proxyName, proxyStatusDetails)
                : AnswerFactory.withoutProxyStatus();
    }

    /** Returns the board of this application, which all its filters share. */
    private static NoticeBoard noticeBoard(ServletContext context) {
        NoticeBoard board = context.getAttribute(BadGatewayFilter.NOTICES) instanceof NoticeBoard others
                ? others
                : new NoticeBoard();
        context.setAttribute(BadGatewayFilter.NOTICES, board);
        return board;
    }

    /** Returns the upstreams of the settings, else those that whoever embeds the container knows, and shares them with lookups. */
    private Upstreams upstreams(ServletContext context) {
        if (upstreams.all().isEmpty() && context.getAttribute(BadGatewayFilter.UPSTREAMS) instanceof Upstreams others) {
            return others;
        }
        context.setAttribute(BadGatewayFilter.UPSTREAMS, upstreams);
        return upstreams;
    }

    /** Returns the store of this application, and puts it where the lookup finds it. */
    private IncidentStore incidentStore(ServletContext context) {
        IncidentStore store = incidentStore;
        if (store == null) {
            store = context.getAttribute(BadGatewayFilter.INCIDENTS) instanceof IncidentStore others
                    ? others
                    : IncidentStore.inMemory(IncidentStores.IN_MEMORY);
        }
        context.setAttribute(BadGatewayFilter.INCIDENTS, store);
        return store;
    }

    /** Returns the application's templates, or {@code null} where it has none. */
    private @Nullable TemplateSource templateSource(ServletContext context) {
        return templates != null ? namedFolder(templates, context) : foundTemplates(context);
    }

    /** Returns the templates where they are looked for unless it is said where, or {@code null} where there are none. */
    static @Nullable TemplateSource foundTemplates(ServletContext context) {
        // One look at a folder in the place of one for each file that may be in it, in each jar of the class path.
        TemplateSource source = null;
        for (String name : List.of(CLASS_PATH_FOLDER, WEB_APPLICATION_FOLDER)) {
            Location folder = new Location(name, context);
            if (folder.isListed()) {
                source = source == null ? folder.folder() : folder.folder().orElse(source);
            }
        }
        return source;
    }

    /** Returns where templates are or may come to be, while somebody works on them. */
    private TemplateSource watchedTemplates(ServletContext context) {
        return templates != null
                ? namedFolder(templates, context)
                : new Location(WEB_APPLICATION_FOLDER, context)
                        .folder()
                        .orElse(new Location(CLASS_PATH_FOLDER, context).folder());
    }

    private static TemplateSource namedFolder(String templates, ServletContext context) {
        Location folder = new Location(templates, context);
        if (folder.isMissing()) {
            throw new IllegalArgumentException(
                    "templates is \"" + templates
                            + "\": there is no such folder; allowed are a folder below /WEB-INF/, one behind classpath:, and a path in the file system");
        }
        return folder.folder();
    }

    private static String token(String name, String what) {
        boolean valid = !name.isEmpty()
                && name.length() <= 64
                && name.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z')
                                || (c >= '0' && c <= '9')
                                || "!#$%&'*+-.^_`|~".indexOf(c) >= 0);
        if (!valid) {
            throw new IllegalArgumentException("allowed is " + what + ", of at most 64 characters");
        }
        return name;
    }
}
