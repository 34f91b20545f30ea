package io.github.gatefault.filter;

import io.github.gatefault.filter.classify.FailureClassifier;
import io.github.gatefault.filter.incident.IncidentListener;
import io.github.gatefault.filter.incident.IncidentStore;
import io.github.gatefault.filter.internal.assembly.FilterAssembly;
import io.github.gatefault.filter.internal.assembly.Plugins;
import io.github.gatefault.filter.internal.assembly.RunningFilter;
import io.github.gatefault.filter.internal.config.ClassNames;
import io.github.gatefault.filter.internal.config.FilterSettings;
import io.github.gatefault.filter.internal.config.Setting;
import io.github.gatefault.filter.internal.config.Settings;
import io.github.gatefault.filter.internal.correlation.CorrelationId;
import io.github.gatefault.filter.internal.exchange.Exchange;
import io.github.gatefault.filter.upstream.Upstreams;
import io.github.gatefault.pages.brand.Brand;
import io.github.gatefault.pages.brand.Logo;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Answers when an upstream fails. Map it, with {@code async-supported}, to the dispatcher types REQUEST, ASYNC, FORWARD,
 * INCLUDE and ERROR: outside of what proxies, and inside of what secures or compresses.
 *
 * <p>In {@code web.xml} its init-params are the names of the {@linkplain Builder builder's} methods in kebab-case. In code,
 * {@link #builder()} makes it. A wrong setting ends the start with one sentence.
 */
public final class BadGatewayFilter implements Filter {
    /** The request attribute with the correlation ID, a {@code String}, in all dispatches of the request. */
    public static final String CORRELATION_ID = "io.github.gatefault.correlation_id";

    /**
     * The servlet context's attribute with the {@link io.github.gatefault.pages.NoticeBoard} on which operators post notices
     * at run time. All filters of an application share it.
     */
    public static final String NOTICES = FilterAssembly.NOTICES;

    /**
     * The servlet context's attribute with the {@link IncidentStore} of the application. Its filters write to it and its lookups
     * read it.
     */
    public static final String INCIDENTS = IncidentStore.ATTRIBUTE;

    /**
     * The servlet context's attribute with the {@link Upstreams} of the application, which its lookups read. An embedder may set
     * it before the start; the filter uses it where no setting names an upstream.
     */
    public static final String UPSTREAMS = Upstreams.ATTRIBUTE;

    private final Settings settings;
    private final Plugins plugins;
    private volatile @Nullable RunningFilter running;

    /** For the container. The init-params set all that differs from the defaults. */
    public BadGatewayFilter() {
        this(builder());
    }

    private BadGatewayFilter(Builder builder) {
        settings = new Settings(builder.settings);
        plugins = builder.plugins();
    }

    /** Returns a builder with the default settings. */
    public static Builder builder() {
        return builder(Map.of());
    }

    /**
     * Returns a builder with these settings, by the keys that {@code web.xml} uses. The filter reads them when it starts. Keys
     * override builder methods.
     */
    public static Builder builder(Map<String, String> settings) {
        return new Builder(settings);
    }

    /**
     * Starts with the init-params, which override all other settings, and {@linkplain #warmUp warms up}. Does nothing if
     * {@link #start} was called before and there are no init-params.
     *
     * @throws ServletException if a setting or a template is wrong; the message names it, and what is right
     */
    @Override
    public void init(FilterConfig config) throws ServletException {
        Map<String, String> initParameters = new TreeMap<>();
        config.getInitParameterNames()
                .asIterator()
                .forEachRemaining(key -> initParameters.put(key, config.getInitParameter(key)));
        if (running != null && initParameters.isEmpty()) {
            return;
        }
        try {
            start(initParameters, config.getServletContext());
        } catch (IllegalArgumentException e) {
            throw new ServletException("gatefault cannot start: " + e.getMessage(), e);
        }
        warmUp();
    }

    /**
     * Starts before the container calls {@link #init}, so that the caller gets the error if a setting is wrong.
     *
     * @throws IllegalArgumentException if a setting or a template is wrong; the message names it, and what is right
     */
    public void start(ServletContext context) {
        start(Map.of(), context);
    }

    private void start(Map<String, String> initParameters, ServletContext context) {
        destroy();
        Settings complete = settings.complete(initParameters, context);
        List<LanguageResolver> resolvers =
                ClassNames.instances(FilterSettings.LANGUAGE_RESOLVER, LanguageResolver.class, complete, context);
        StatusPolicy status = StatusPolicy.ofToken(complete.get(FilterSettings.STATUS));
        running = FilterAssembly.start(
                this,
                complete,
                resolvers.isEmpty() ? plugins : plugins.withLanguageResolver(resolvers.get(0)::languageOf),
                FailureClassifier.ofType(UpstreamException.class, UpstreamException::toCause),
                status::statusOf,
                context);
    }

    /**
     * Rehearses one failure, so that the first visitor who meets one waits for no class loading. Takes some tens of milliseconds
     * of the calling thread. No classifier, listener or log of the application notices. Does nothing before the start.
     */
    public void warmUp() {
        RunningFilter now = running;
        if (now != null) {
            now.exchanges().responder().warmUp();
        }
    }

    /** Returns the filter as it runs. */
    RunningFilter running() {
        return Objects.requireNonNull(running, "not started");
    }

    /** Stops the listeners, and closes the store of incidents that the settings name. */
    @Override
    public void destroy() {
        RunningFilter ending = running;
        running = null;
        if (ending != null) {
            ending.stop();
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest httpRequest && response instanceof HttpServletResponse httpResponse) {
            doFilter(httpRequest, httpResponse, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Object begun = request.getAttribute(Exchange.ATTRIBUTE);
        if (begun instanceof Exchange exchange && exchange.isBegunBy(this)) {
            exchange.runAgain(request, response, chain);
        } else if (begun != null || !beginsExchange(request.getDispatcherType())) {
            chain.doFilter(request, response);
        } else {
            RunningFilter now = running;
            if (now == null) {
                throw new ServletException("gatefault has not started: call init() before the first request");
            }
            if (now.builtInPages() != null && now.builtInPages().answer(request, response)) {
                return;
            }
            if (now.scope().test(request)) {
                begin(now, request, response).run(chain);
            } else {
                chain.doFilter(request, response);
            }
        }
    }

    /** An include is part of another answer, and an error page is an answer already. */
    private static boolean beginsExchange(DispatcherType type) {
        return type != DispatcherType.INCLUDE && type != DispatcherType.ERROR;
    }

    private Exchange begin(RunningFilter now, HttpServletRequest request, HttpServletResponse response) {
        CorrelationId id = now.ids().resolve(request);
        request.setAttribute(CORRELATION_ID, id.value());
        return Exchange.begin(now.exchanges(), id, request, response);
    }

    /**
     * Collects the settings of a filter. Each method is a setting: its name in kebab-case is the key in {@code web.xml} and in a
     * properties file. A wrong value ends with an {@link IllegalArgumentException} whose message says what is right.
     */
    public static final class Builder {
        private final Settings settings;
        private final Map<String, Brand> brandsByHost = new LinkedHashMap<>();
        private final List<IncidentListener> listeners = new ArrayList<>();
        private final List<FailureClassifier> classifiers = new ArrayList<>();
        private Brand brand = Brand.named(null);
        private Upstreams upstreams = Upstreams.none();
        private @Nullable Supplier<? extends @Nullable String> activeTrace;
        private @Nullable LanguageResolver languageResolver;
        private @Nullable IncidentStore incidentStore;

        private Builder(Map<String, String> byKey) {
            settings = new Settings(byKey);
        }

        /** Sets the status that visitors get. The default is {@link StatusPolicy#RFC9209}. */
        public Builder status(StatusPolicy policy) {
            return set(FilterSettings.STATUS, policy.token());
        }

        /** Sets the header that carries the ID in requests and responses. The default is {@code X-Correlation-Id}. */
        public Builder correlationHeader(String name) {
            return read(FilterSettings.CORRELATION_HEADER, name);
        }

        /** Sets whether an ID comes in by the correlation header or {@code X-Request-Id}. The default is true. */
        public Builder acceptCorrelationId(boolean accept) {
            return set(FilterSettings.ACCEPT_CORRELATION_ID, accept);
        }

        /**
         * Sets the supplier of the active trace ID: 32 or 16 hex digits, or {@code null}. It takes precedence over incoming IDs. Use
         * it for a tracer whose own filter is outside of this one. The default is OpenTelemetry's API, where it is on the class path.
         * There is no key for it.
         */
        public Builder activeTrace(Supplier<? extends @Nullable String> traceId) {
            activeTrace = Objects.requireNonNull(traceId, "traceId");
            return this;
        }

        /** Sets the name of this deployment in {@code Proxy-Status} (RFC 9209). The default is {@code gatefault}. */
        public Builder proxyName(String name) {
            return read(FilterSettings.PROXY_NAME, name);
        }

        /** Sets whether answers carry {@code Proxy-Status}. The default is true. */
        public Builder proxyStatus(boolean send) {
            return set(FilterSettings.PROXY_STATUS, send);
        }

        /** Sets whether {@code Proxy-Status} has the detail of the cause. The default is false. */
        public Builder proxyStatusDetails(boolean send) {
            return set(FilterSettings.PROXY_STATUS_DETAILS, send);
        }

        /** Sets what {@code type} and {@code instance} begin with (RFC 9457). The default is {@code /problems/}. */
        public Builder problemBase(String base) {
            return read(FilterSettings.PROBLEM_BASE, base);
        }

        /**
         * Sets whether the filter serves the pages that {@code type} names: one for each cause below the path of {@link #problemBase},
         * and a list of all at it. All other paths stay the application's. The default is false.
         */
        public Builder problemPages(boolean serve) {
            return set(FilterSettings.PROBLEM_PAGES, serve);
        }

        /** Sets the name of your brand. The default is none. */
        public Builder brandName(String name) {
            return brand(b -> b.name(name));
        }

        /** Sets what visitors call the service behind the gateway. The default is a word in their language. */
        public Builder serviceName(String name) {
            return brand(b -> b.service(name));
        }

        /** Sets what visitors call these upstreams. Others have the {@linkplain #serviceName service name}. */
        public Builder serviceNames(Map<String, String> names) {
            return brand(b -> b.services(names));
        }

        /** Sets the logo, which replaces the name on the page. The default is none. */
        public Builder brandLogo(Logo logo) {
            return brand(b -> b.logo(logo));
        }

        /** Sets the logo for dark ground. The default is the logo. */
        public Builder brandLogoDark(Logo logo) {
            return brand(b -> b.logoDark(logo));
        }

        /**
         * Adds a brand for some hosts. All other hosts have the brand that the other methods set.
         *
         * @param hosts names such as {@code shop.example}, or {@code *.shop.example} for all names below one
         */
        public Builder brand(Brand own, String... hosts) {
            for (String host : hosts) {
                brandsByHost.put(host, own);
            }
            return this;
        }

        /** Sets the accent colour on light ground, as {@code #rrggbb}. */
        public Builder brandColor(String color) {
            return brand(b -> b.color(color));
        }

        /** Sets the accent colour on dark ground, as {@code #rrggbb}. */
        public Builder brandColorDark(String color) {
            return brand(b -> b.colorDark(color));
        }

        /** Sets the link to the page that shows the state of the service. The default is none. */
        public Builder statusPage(URI uri) {
            return brand(b -> b.statusPage(uri));
        }

        /** Sets the link to help, such as {@code mailto:help@example.org}. The default is none. */
        public Builder help(URI uri) {
            return brand(b -> b.help(uri));
        }

        /** Sets the language of visitors who accept none of the available languages. The default is English. */
        public Builder defaultLanguage(Locale language) {
            return brand(b -> b.language(language));
        }

        /**
         * Sets the name of the cookie that holds the tag of the visitor's language, such as {@code de} or {@code pt_BR}. It overrides
         * {@code Accept-Language}. The default is none.
         */
        public Builder languageCookie(String name) {
            return read(FilterSettings.LANGUAGE_COOKIE, name);
        }

        /**
         * Sets what finds the visitor's language. It overrides the cookie and {@code Accept-Language}. The default is none. Its key
         * takes the name of a class.
         */
        public Builder languageResolver(LanguageResolver resolver) {
            languageResolver = resolver;
            return this;
        }

        /**
         * Sets the folder of your own templates and messages: in the web application if it begins with {@code /WEB-INF/}, on the class
         * path if it begins with {@code classpath:}, else in the file system. The default is both {@code /WEB-INF/gatefault/} and
         * {@code classpath:gatefault/}.
         */
        public Builder templates(String folder) {
            return read(FilterSettings.TEMPLATES, folder);
        }

        /**
         * Sets whether changed templates are read at once, and {@code /gatefault/preview} shows all answers and what is wrong with the
         * templates. Not for production. The default is false.
         */
        public Builder development(boolean development) {
            return set(FilterSettings.DEVELOPMENT, development);
        }

        /** Sets formats that are fixed for path prefixes, such as {@code /api/=problem+json}. The default is none. */
        public Builder formats(String pairs) {
            return read(FilterSettings.FORMATS, pairs);
        }

        /**
         * Sets the statuses of relayed answers that may be another gateway's own page. Answers with other statuses pass. The default is
         * {@code 500, 502-504, 520-527, 530}; an empty text lets all pass.
         */
        public Builder relayedStatuses(String list) {
            return read(FilterSettings.RELAYED_STATUSES, list);
        }

        /**
         * Sets the file with pages of further gateways, which override the known ones. It is named like {@link #templates}. The default
         * is none.
         */
        public Builder gatewayFingerprints(String file) {
            return read(FilterSettings.GATEWAY_FINGERPRINTS, file);
        }

        /** Sets the logical name of the upstream where a failure does not name it. The default is none. */
        public Builder upstream(String name) {
            return read(FilterSettings.UPSTREAM, name);
        }

        /** Sets the upstreams whose failures have names, by their hosts. The default is none. */
        public Builder upstreams(Upstreams known) {
            upstreams = known;
            return this;
        }

        /**
         * Sets whether Micrometer's global registry counts failures, which needs {@code micrometer-core} on the class path. For another
         * registry add a {@link io.github.gatefault.filter.metrics.GatefaultMetrics} by {@link #listeners}. The default is false.
         */
        public Builder metrics(boolean count) {
            return set(FilterSettings.METRICS, count);
        }

        /**
         * Sets whether the filter probes a failing upstream, off the request's thread and at most once a minute: its DNS, ports,
         * certificate, and answer at the URL that {@link #upstreams} has for it. The incident and the log show the result. The default is
         * false.
         */
        public Builder diagnose(boolean probe) {
            return set(FilterSettings.DIAGNOSE, probe);
        }

        /** Sets whether visitors and clients see the upstream's logical name. The default is false. */
        public Builder showUpstream(boolean show) {
            return set(FilterSettings.SHOW_UPSTREAM, show);
        }

        /**
         * Sets whether the page runs a script: it tries again by itself, which a visitor can stop, and copies the reference. The default
         * is false.
         */
        public Builder enhancements(boolean enhancements) {
            return set(FilterSettings.ENHANCEMENTS, enhancements);
        }

        /** Adds listeners. The default is none. Its key takes the names of classes, separated by commas. */
        public Builder listeners(IncidentListener... more) {
            listeners.addAll(List.of(more));
            return this;
        }

        /**
         * Adds classifiers, which override the built-in rules, in this order. If one throws, a warning is logged and the next is asked.
         * The default is none. Its key takes the names of classes, separated by commas.
         */
        public Builder classifiers(FailureClassifier... more) {
            classifiers.addAll(List.of(more));
            return this;
        }

        /**
         * Sets a properties file that maps exceptions to causes, as {@link FailureClassifier#ofClassNames} takes them:
         * {@code com.example.InHouseTimeout=http_response_timeout}. It overrides the built-in rules; {@link #classifiers} and an
         * {@link UpstreamException} override it. It is named like {@link #templates}. The default is none.
         */
        public Builder causeRules(String file) {
            return read(FilterSettings.CAUSE_RULES, file);
        }

        /**
         * Sets the store in which incidents can be looked up. Its creator closes it. The default is the store that another filter of the
         * application brought, else one in memory for the newest 1,000. Its key takes {@code memory}, {@code none} or {@code jdbc}.
         */
        public Builder incidentStore(IncidentStore store) {
            incidentStore = store;
            return this;
        }

        /** Sets the paths that the filter handles, such as {@code /shop/*, /cart}. The default is all. */
        public Builder includePaths(String patterns) {
            return read(FilterSettings.INCLUDE_PATHS, patterns);
        }

        /** Sets the paths that the filter leaves alone, such as {@code /actuator/*}. The default is none. */
        public Builder excludePaths(String patterns) {
            return read(FilterSettings.EXCLUDE_PATHS, patterns);
        }

        /** Returns the filter. Init-params override what this builder has set. */
        public BadGatewayFilter build() {
            return new BadGatewayFilter(this);
        }

        private Plugins plugins() {
            return new Plugins(
                    activeTrace,
                    brand,
                    brandsByHost,
                    upstreams,
                    listeners,
                    classifiers,
                    languageResolver == null ? null : languageResolver::languageOf,
                    incidentStore);
        }

        private Builder brand(UnaryOperator<Brand.Builder> change) {
            brand = change.apply(brand.toBuilder()).build();
            return this;
        }

        private <T> Builder set(Setting<T> setting, T value) {
            settings.set(setting, value);
            return this;
        }

        private <T> Builder read(Setting<T> setting, String text) {
            return set(setting, setting.parse(text));
        }
    }
}
