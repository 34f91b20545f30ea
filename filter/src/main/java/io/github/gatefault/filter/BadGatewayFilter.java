package io.github.gatefault.filter;

import io.github.gatefault.filter.incident.IncidentStore;
import io.github.gatefault.filter.internal.answer.BuiltInPages;
import io.github.gatefault.filter.internal.config.InitParameters;
import io.github.gatefault.filter.internal.correlation.CorrelationId;
import io.github.gatefault.filter.internal.correlation.CorrelationIds;
import io.github.gatefault.filter.internal.exchange.Exchange;
import io.github.gatefault.filter.internal.exchange.ExchangeConfig;
import io.github.gatefault.filter.internal.logging.SafeLog;
import io.github.gatefault.pages.ErrorPages;
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
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers for upstreams that fail. To be mapped, with {@code async-supported}, to the dispatcher types REQUEST, ASYNC,
 * FORWARD, INCLUDE and ERROR, outside of whatever proxies and inside of whatever secures or compresses.
 *
 * <p>In {@code web.xml} its init-params are the keys of {@link GatefaultBuilder}'s methods in kebab-case; in code it is made by
 * {@link #builder}. What is wrong with them is told at start.
 */
public final class BadGatewayFilter implements Filter {
    /** The request attribute with the correlation ID, a {@code String}, in all dispatches of the request. */
    public static final String CORRELATION_ID = "io.github.gatefault.correlation_id";

    /**
     * The servlet context's attribute with the {@link io.github.gatefault.pages.NoticeBoard} on which operators post notices
     * at run time; all filters of an application share it.
     */
    public static final String NOTICES = "io.github.gatefault.notices";

    /**
     * The servlet context's attribute with the {@link IncidentStore} of the application,
     * which its filters feed and its lookups read.
     */
    public static final String INCIDENTS = "io.github.gatefault.incidents";

    /**
     * The servlet context's attribute with the {@link io.github.gatefault.filter.upstream.Upstreams} of the application, which its
     * lookups read. Whoever embeds the container may set it before the start; it counts where no setting names an upstream.
     */
    public static final String UPSTREAMS = "io.github.gatefault.upstreams";

    private static final Logger log = LoggerFactory.getLogger(BadGatewayFilter.class);

    private final Supplier<GatefaultBuilder> settings;

    /** Where a filter starts that does so on demand. */
    private final @Nullable ServletContext waiting;

    private final ReentrantLock starting = new ReentrantLock();
    private volatile @Nullable Started started;

    /** Whether it was not able to start on demand. */
    private volatile boolean unable;

    /** Whether the container has ended it. */
    private volatile boolean over;

    /** What a start makes ready. */
    private record Started(
            CorrelationIds ids,
            Predicate<HttpServletRequest> scope,
            ExchangeConfig exchanges,
            @Nullable BuiltInPages ownPages,
            @Nullable IncidentStore ownStore) {
        static Started with(BadGatewayFilter filter, GatefaultBuilder settings, ServletContext context) {
            Supplier<ErrorPages> pages = settings.pages(context);
            return new Started(
                    settings.correlationIds(Clock.systemUTC()),
                    settings.scope(),
                    settings.exchanges(filter, pages, context, Clock.systemUTC()),
                    settings.ownPages(pages, context, Clock.systemUTC()),
                    settings.ownStore());
        }

        /** Answers this request if it is for a page of ours; returns whether it was. */
        boolean answers(HttpServletRequest request, HttpServletResponse response) throws IOException {
            return ownPages != null && ownPages.answer(request, response);
        }

        void end() {
            exchanges.responder().stop();
            if (ownStore != null) {
                ownStore.close();
            }
        }
    }

    /** For the container: all settings are its init-params. */
    public BadGatewayFilter() {
        this(builder());
    }

    BadGatewayFilter(GatefaultBuilder settings) {
        this(() -> settings, null);
    }

    private BadGatewayFilter(Supplier<GatefaultBuilder> settings, @Nullable ServletContext waiting) {
        this.settings = settings;
        this.waiting = waiting;
    }

    /** Starts a filter in code; its defaults are good as they are. */
    public static GatefaultBuilder builder() {
        return new GatefaultBuilder(Map.of());
    }

    /**
     * Starts a filter in code, with settings by their keys as {@code web.xml} has them; they are read when the filter starts,
     * and count for more than what the builder's methods say.
     */
    public static GatefaultBuilder builder(Map<String, String> settings) {
        return new GatefaultBuilder(settings);
    }

    /**
     * Makes a filter that starts when it is needed: by {@link #warmUp}, or for the first request, which waits some tens of
     * milliseconds for that. For whoever embeds a container that is to start fast, with settings that cannot be wrong: if they
     * are, one line in the log says so, and requests pass as if there were no filter. Templates and texts of the application's own
     * may always be wrong, and where there are any the filter starts here.
     *
     * @param settings makes the settings; asked once, or by each of the threads that need the filter first
     * @throws IllegalArgumentException if a template is wrong; the message says which, and what is allowed
     */
    public static BadGatewayFilter onDemand(Supplier<GatefaultBuilder> settings, ServletContext context) {
        BadGatewayFilter filter = new BadGatewayFilter(settings, context);
        if (GatefaultBuilder.foundTemplates(context) != null) {
            filter.start(context);
        }
        return filter;
    }

    /**
     * Takes the init-params, starts and warms up. Where {@link #start} has been called ahead of the container, or the filter is made
     * {@link #onDemand}, nothing is left to do, unless there are init-params.
     *
     * @throws ServletException if a setting or a template is wrong; the message says which, and what is allowed
     */
    @Override
    public void init(FilterConfig config) throws ServletException {
        over = false;
        if ((started != null || waiting != null)
                && !config.getInitParameterNames().hasMoreElements()) {
            return;
        }
        try {
            start(InitParameters.applyTo(settings.get(), config), config.getServletContext());
        } catch (IllegalArgumentException e) {
            throw new ServletException("gatefault cannot start: " + e.getMessage(), e);
        }
        warmUp();
    }

    /**
     * Takes the settings and reads the templates, for whoever embeds a container and wants to hear of what is wrong ahead of it.
     *
     * @throws IllegalArgumentException if a setting or a template is wrong; the message says which, and what is allowed
     */
    public void start(ServletContext context) {
        start(InitParameters.applyTo(settings.get(), context), context);
    }

    private void start(GatefaultBuilder complete, ServletContext context) {
        starting.lock();
        try {
            end();
            started = Started.with(this, complete, context);
        } finally {
            starting.unlock();
        }
    }

    /**
     * Goes the way of an exchange and of a failure that nobody asked for: loads the classes and renders a page, so that
     * neither the first visitor nor the first failure waits for that. It takes some tens of milliseconds, once, of the thread that
     * calls; no classifier, listener or log of the application's hears of it. A filter that is made {@link #onDemand} starts with
     * it; any other that has not been started has nothing to warm up.
     *
     * @throws RuntimeException what the settings of a filter on demand throw where they cannot be made
     */
    public void warmUp() {
        Started now = started;
        if (now == null && waiting != null) {
            now = startNow(waiting);
        }
        if (now != null) {
            now.exchanges().responder().warmUp();
        }
    }

    private @Nullable Started startNow(ServletContext context) {
        // Whoever makes the settings may have locks too: they are not taken within ours.
        GatefaultBuilder complete = InitParameters.applyTo(settings.get(), context);
        starting.lock();
        try {
            if (started == null && !over) {
                started = Started.with(this, complete, context);
            }
            return started;
        } finally {
            starting.unlock();
        }
    }

    /** Ends what the listeners hold, and closes the store of incidents that the settings named. */
    @Override
    public void destroy() {
        starting.lock();
        try {
            over = true;
            end();
        } finally {
            starting.unlock();
        }
    }

    private void end() {
        Started ending = started;
        started = null;
        if (ending != null) {
            ending.end();
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
        } else if (begun != null || !begins(request.getDispatcherType())) {
            chain.doFilter(request, response);
        } else {
            Started now = started;
            if (now == null) {
                now = startedForRequest();
            }
            if (now != null && now.answers(request, response)) {
                return;
            }
            if (now != null && now.scope().test(request)) {
                begin(now, request, response).run(chain);
            } else {
                chain.doFilter(request, response);
            }
        }
    }

    private @Nullable Started startedForRequest() throws ServletException {
        if (waiting == null) {
            throw new ServletException(
                    "gatefault has not been started: init() must be called before the first request");
        }
        if (unable) {
            return null;
        }
        try {
            return startNow(waiting);
        } catch (RuntimeException | LinkageError e) {
            unable = true;
            SafeLog.error(log, "gatefault cannot start; requests pass as if it were not there", e);
            return null;
        }
    }

    /** What is included belongs to somebody else's answer, and an error page is an answer already. */
    private static boolean begins(DispatcherType type) {
        return type != DispatcherType.INCLUDE && type != DispatcherType.ERROR;
    }

    private Exchange begin(Started now, HttpServletRequest request, HttpServletResponse response) {
        CorrelationId id = now.ids().of(request);
        request.setAttribute(CORRELATION_ID, id.value());
        return Exchange.begin(now.exchanges(), id, request, response);
    }
}
