package io.github.gatefault.filter.internal.assembly;

import static io.github.gatefault.filter.internal.config.FilterSettings.*;

import io.github.gatefault.cause.CauseType;
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
import io.github.gatefault.filter.internal.config.ClassNames;
import io.github.gatefault.filter.internal.config.IncidentStores;
import io.github.gatefault.filter.internal.config.Location;
import io.github.gatefault.filter.internal.config.PathFormats;
import io.github.gatefault.filter.internal.config.PathPatterns;
import io.github.gatefault.filter.internal.config.Setting;
import io.github.gatefault.filter.internal.config.Settings;
import io.github.gatefault.filter.internal.correlation.CorrelationIdResolver;
import io.github.gatefault.filter.internal.exchange.ExchangeConfig;
import io.github.gatefault.filter.internal.fingerprint.GatewayFingerprints;
import io.github.gatefault.filter.internal.fingerprint.ResponseClassifier;
import io.github.gatefault.filter.internal.http.ProxyStatusWriter;
import io.github.gatefault.filter.internal.logging.SafeLog;
import io.github.gatefault.filter.tracing.IncidentSpans;
import io.github.gatefault.filter.upstream.Upstreams;
import io.github.gatefault.pages.ErrorPages;
import io.github.gatefault.pages.NoticeBoard;
import io.github.gatefault.pages.brand.Brand;
import io.github.gatefault.pages.internal.brand.BrandProperties;
import io.github.gatefault.pages.template.TemplateSource;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the parts of a filter from its settings, and connects them. */
public final class FilterAssembly {
    /** The servlet context's attribute with the board of notices. */
    public static final String NOTICES = "io.github.gatefault.notices";

    private static final Logger log = LoggerFactory.getLogger(FilterAssembly.class);
    private static final String WEB_APPLICATION_FOLDER = "/WEB-INF/gatefault/";
    private static final String CLASS_PATH_FOLDER = "classpath:gatefault/";

    private final Object filter;
    private final Settings settings;
    private final Plugins plugins;
    private final FailureClassifier declaredCauses;
    private final ToIntBiFunction<CauseType, @Nullable Integer> statusOf;
    private final ServletContext context;
    private final InstantSource clock = Clock.systemUTC();
    private final Brand brand;
    private final Map<String, Brand> brandsByHost;

    private FilterAssembly(
            Object filter,
            Settings settings,
            Plugins plugins,
            FailureClassifier declaredCauses,
            ToIntBiFunction<CauseType, @Nullable Integer> statusOf,
            ServletContext context) {
        this.filter = filter;
        this.settings = settings;
        this.plugins = plugins;
        this.declaredCauses = declaredCauses;
        this.statusOf = statusOf;
        this.context = context;
        BrandProperties brands = new BrandProperties(
                settings.brandTexts(), plugins.brand(), location -> new Location(location, context).open());
        brand = brands.defaultBrand();
        brandsByHost = new LinkedHashMap<>(plugins.brandsByHost());
        brandsByHost.putAll(brands.byHost());
    }

    /**
     * Starts a filter.
     *
     * @param filter the filter, by which an exchange knows to whom it belongs
     * @param settings the complete settings
     * @param plugins what code plugs in
     * @param declaredCauses classifies the exceptions that declare their cause
     * @param statusOf returns the status that visitors get for a cause and the status that was received, if there was one
     * @throws IllegalArgumentException if a setting or a template is wrong; the message names it, and what is right
     */
    public static RunningFilter start(
            Object filter,
            Settings settings,
            Plugins plugins,
            FailureClassifier declaredCauses,
            ToIntBiFunction<CauseType, @Nullable Integer> statusOf,
            ServletContext context) {
        return new FilterAssembly(filter, settings, plugins, declaredCauses, statusOf, context).start();
    }

    private RunningFilter start() {
        Supplier<ErrorPages> pages = pages();
        AnswerFactory answers = new AnswerFactory(
                settings.get(PROXY_STATUS)
                        ? new ProxyStatusWriter(settings.get(PROXY_NAME), settings.get(PROXY_STATUS_DETAILS))
                        : null);
        ClientPreferencesReader preferences = preferences();
        BuiltInPages builtInPages = builtInPages(pages, preferences, answers);
        IncidentStore ownStore = IncidentStores.of(settings);
        IncidentStore store = ownStore != null ? ownStore : sharedStore();
        context.setAttribute(IncidentStore.ATTRIBUTE, store);
        return new RunningFilter(
                correlationIds(), scope(), exchanges(pages, preferences, answers, store), builtInPages, ownStore);
    }

    private CorrelationIdResolver correlationIds() {
        Supplier<? extends @Nullable String> activeTrace = plugins.activeTrace();
        if (activeTrace == null) {
            activeTrace = OptionalLibrary.OPEN_TELEMETRY.isPresent() ? IncidentSpans::activeTraceId : () -> null;
        }
        return new CorrelationIdResolver(
                settings.get(CORRELATION_HEADER),
                settings.get(ACCEPT_CORRELATION_ID),
                activeTrace,
                failure -> SafeLog.warn(
                        log, "The tracer failed to supply the active trace; IDs are chosen without it", failure),
                clock);
    }

    private Predicate<HttpServletRequest> scope() {
        PathPatterns included = settings.find(INCLUDE_PATHS);
        PathPatterns excluded = settings.find(EXCLUDE_PATHS);
        return request ->
                (included == null || included.match(request)) && (excluded == null || !excluded.match(request));
    }

    private ClientPreferencesReader preferences() {
        PathFormats formats = settings.find(FORMATS);
        return new ClientPreferencesReader(
                formats == null ? path -> null : formats::of,
                settings.find(LANGUAGE_COOKIE),
                plugins.languageResolver());
    }

    /** Returns the pages: the same at any time, or, in development, those of the templates at that time. */
    private Supplier<ErrorPages> pages() {
        NoticeBoard notices = noticeBoard();
        if (settings.get(DEVELOPMENT)) {
            return new ReloadingPages(watchedTemplates(), watched -> pages(watched, notices));
        }
        ErrorPages pages = pages(templates(), notices);
        return () -> pages;
    }

    private ErrorPages pages(@Nullable TemplateSource source, NoticeBoard notices) {
        ErrorPages.Builder pages = ErrorPages.builder()
                .brand(brand)
                .notices(notices)
                .problemBase(settings.get(PROBLEM_BASE))
                .showUpstream(settings.get(SHOW_UPSTREAM))
                .enhancements(settings.get(ENHANCEMENTS));
        if (source != null) {
            pages.templates(source);
        }
        brandsByHost.forEach((host, own) -> pages.brand(own, host));
        return pages.build();
    }

    private ExchangeConfig exchanges(
            Supplier<ErrorPages> pages,
            ClientPreferencesReader preferences,
            AnswerFactory answers,
            IncidentStore store) {
        Upstreams upstreams = upstreams();
        FailureResponder responder = new FailureResponder(
                new IncidentFactory(pages, statusOf, settings.find(UPSTREAM), upstreams, clock),
                pages,
                answers,
                preferences,
                listeners(store, upstreams));
        GatewayFingerprints fingerprints = fingerprints();
        FailureClassification classification = new FailureClassification(
                classifiers(fingerprints), fingerprints, settings.get(RELAYED_STATUSES)::contains);
        responder.start(store);
        return new ExchangeConfig(filter, settings.get(CORRELATION_HEADER), classification, responder);
    }

    private List<IncidentListener> listeners(IncidentStore store, Upstreams upstreams) {
        List<IncidentListener> listeners = new ArrayList<>();
        listeners.add(store::add);
        listeners.addAll(plugins.listeners());
        listeners.addAll(ClassNames.instances(LISTENERS, IncidentListener.class, settings, context));
        if (settings.get(METRICS)) {
            if (!OptionalLibrary.MICROMETER.isPresent()) {
                throw METRICS.refused(
                        "true", "must be false unless io.micrometer:micrometer-core is on the class path");
            }
            listeners.add(GlobalMetrics.of(context));
        }
        if (OptionalLibrary.OPEN_TELEMETRY.isPresent()) {
            listeners.add(new IncidentSpans());
        }
        if (settings.get(DIAGNOSE)) {
            listeners.add(new DiagnosisListener(upstreams));
        }
        return listeners;
    }

    private GatewayFingerprints fingerprints() {
        GatewayFingerprints builtIn = GatewayFingerprints.builtIn();
        return fromFile(GATEWAY_FINGERPRINTS, builtIn, file -> builtIn.precededBy(file.text()));
    }

    private List<FailureClassifier> classifiers(GatewayFingerprints fingerprints) {
        List<FailureClassifier> classifiers = new ArrayList<>(plugins.classifiers());
        classifiers.addAll(ClassNames.instances(CLASSIFIERS, FailureClassifier.class, settings, context));
        classifiers.add(declaredCauses);
        fromFile(
                        CAUSE_RULES,
                        List.<FailureClassifier>of(),
                        file -> List.of(FailureClassifier.ofClassNames(file.properties())))
                .forEach(classifiers::add);
        classifiers.add(FailureClassifier.ofExceptions());
        classifiers.add(new ResponseClassifier(fingerprints));
        return classifiers;
    }

    private <T> T fromFile(Setting<String> setting, T otherwise, Function<Location, T> reader) {
        String name = settings.find(setting);
        if (name == null) {
            return otherwise;
        }
        try {
            return reader.apply(new Location(name, context));
        } catch (IllegalArgumentException e) {
            throw setting.refused(name, e);
        }
    }

    private @Nullable BuiltInPages builtInPages(
            Supplier<ErrorPages> pages, ClientPreferencesReader preferences, AnswerFactory answers) {
        ReloadingPages developed = pages instanceof ReloadingPages watched ? watched : null;
        String problemPath = settings.get(PROBLEM_PAGES) ? problemPath() : null;
        return problemPath != null || developed != null
                ? new BuiltInPages(pages, preferences, answers, clock, problemPath, developed)
                : null;
    }

    private String problemPath() {
        String base = settings.get(PROBLEM_BASE);
        String path = URI.create(base).getRawPath();
        if (!path.startsWith(context.getContextPath() + "/")) {
            throw PROBLEM_PAGES.refused(
                    "true",
                    "must be false unless the path of problem-base, \"" + base + "\", begins with "
                            + context.getContextPath() + "/");
        }
        return path;
    }

    /** Returns the board of this application, which all its filters share. */
    private NoticeBoard noticeBoard() {
        NoticeBoard board = context.getAttribute(NOTICES) instanceof NoticeBoard others ? others : new NoticeBoard();
        context.setAttribute(NOTICES, board);
        return board;
    }

    /** Returns the upstreams of the settings, else those that the embedder of the container has set for lookups. */
    private Upstreams upstreams() {
        Upstreams named =
                settings.upstreamTexts().isEmpty() ? plugins.upstreams() : Upstreams.parse(settings.upstreamTexts());
        if (named.all().isEmpty() && context.getAttribute(Upstreams.ATTRIBUTE) instanceof Upstreams others) {
            return others;
        }
        context.setAttribute(Upstreams.ATTRIBUTE, named);
        return named;
    }

    /** Returns the store that code names, else the one that another filter of the application brought, else a new one. */
    private IncidentStore sharedStore() {
        if (plugins.incidentStore() != null) {
            return plugins.incidentStore();
        }
        return context.getAttribute(IncidentStore.ATTRIBUTE) instanceof IncidentStore others
                ? others
                : IncidentStore.inMemory(IncidentStores.DEFAULT_IN_MEMORY);
    }

    /** Returns the application's templates, or {@code null} where it has none. */
    private @Nullable TemplateSource templates() {
        if (settings.isSet(TEMPLATES)) {
            return namedFolder();
        }
        // One look at a folder instead of one for each file that may be in it, in each jar of the class path.
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
    private TemplateSource watchedTemplates() {
        return settings.isSet(TEMPLATES)
                ? namedFolder()
                : new Location(WEB_APPLICATION_FOLDER, context)
                        .folder()
                        .orElse(new Location(CLASS_PATH_FOLDER, context).folder());
    }

    private TemplateSource namedFolder() {
        String name = settings.get(TEMPLATES);
        Location folder = new Location(name, context);
        if (folder.isMissing()) {
            throw TEMPLATES.refused(
                    name, "must be an existing folder: below /WEB-INF/, behind classpath:, or in the file system");
        }
        return folder.folder();
    }
}
