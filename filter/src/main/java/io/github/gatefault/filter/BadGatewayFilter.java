package io.github.gatefault.filter;

import io.github.gatefault.filter.correlation.CorrelationId;
import io.github.gatefault.filter.correlation.CorrelationIds;
import io.github.gatefault.filter.exchange.Exchange;
import io.github.gatefault.filter.exchange.FirstExchange;
import io.github.gatefault.filter.incident.IncidentStore;
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
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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

    private final GatefaultBuilder settings;
    private @Nullable CorrelationIds ids;
    private @Nullable AnswerPipeline pipeline;
    private @Nullable OwnPages ownPages;
    private @Nullable Predicate<HttpServletRequest> scope;
    private @Nullable IncidentStore ownStore;

    /** For the container: all settings are its init-params. */
    public BadGatewayFilter() {
        this(builder());
    }

    BadGatewayFilter(GatefaultBuilder settings) {
        this.settings = settings;
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
     * Takes the init-params, starts and warms up. Where {@link #start} has been called ahead of the container nothing is left to
     * do, unless there are init-params.
     *
     * @throws ServletException if a setting or a template is wrong; the message says which, and what is allowed
     */
    @Override
    public void init(FilterConfig config) throws ServletException {
        if (pipeline != null && !config.getInitParameterNames().hasMoreElements()) {
            return;
        }
        try {
            start(InitParameters.applyTo(settings, config), config.getServletContext());
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
        start(InitParameters.applyTo(settings, context), context);
    }

    private void start(GatefaultBuilder complete, ServletContext context) {
        destroy();
        ids = complete.correlationIds(Clock.systemUTC());
        scope = complete.scope();
        Supplier<ErrorPages> pages = complete.pages(context);
        pipeline = complete.pipeline(pages, context, Clock.systemUTC());
        ownPages = complete.ownPages(pages, context, Clock.systemUTC());
        ownStore = complete.ownStore();
    }

    /**
     * Goes the way of an exchange and of a failure that nobody asked for: loads the classes and renders a page, so that
     * neither the first visitor nor the first failure waits for that. It takes some tens of milliseconds, once, of the thread that
     * calls; no classifier, listener or log of the application's hears of it. A filter that has not been started has nothing to
     * warm up.
     */
    public void warmUp() {
        AnswerPipeline started = pipeline;
        if (started != null) {
            FirstExchange.prepare();
            started.rehearse();
        }
    }

    /** Ends what the listeners hold, and closes the store of incidents that the settings named. */
    @Override
    public void destroy() {
        if (pipeline != null) {
            pipeline.stop();
            pipeline = null;
        }
        if (ownStore != null) {
            ownStore.close();
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
        if (begun instanceof Exchange exchange && exchange.isOf(this)) {
            exchange.runAgain(request, response, chain);
        } else if (begun != null || !begins(request.getDispatcherType())) {
            chain.doFilter(request, response);
        } else if (ownPages == null || !ownPages.answer(request, response)) {
            if (scope == null || scope.test(request)) {
                begin(request, response).run(chain);
            } else {
                chain.doFilter(request, response);
            }
        }
    }

    /** What is included belongs to somebody else's answer, and an error page is an answer already. */
    private static boolean begins(DispatcherType type) {
        return type != DispatcherType.INCLUDE && type != DispatcherType.ERROR;
    }

    private Exchange begin(HttpServletRequest request, HttpServletResponse response) throws ServletException {
        if (ids == null || pipeline == null) {
            throw new ServletException(
                    "gatefault has not been started: init() must be called before the first request");
        }
        CorrelationId id = ids.of(request);
        request.setAttribute(CORRELATION_ID, id.value());
        return Exchange.begin(this, pipeline, id, ids.header(), request, response);
    }
}
