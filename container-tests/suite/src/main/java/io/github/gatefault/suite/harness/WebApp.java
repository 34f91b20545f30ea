package io.github.gatefault.suite.harness;

import static java.util.Objects.requireNonNull;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.EventListener;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One web application, as its {@code web.xml} would describe it. A container runs {@link #register} while the context
 * starts; only the error page, which the API does not let a program add, is the container's own affair.
 */
public final class WebApp {
    /** All that a filter can be mapped to. */
    public static final Set<DispatcherType> ALL_DISPATCHES = Set.of(DispatcherType.values());

    private final String contextPath;
    private final List<FilterSpec> filters = new ArrayList<>();
    private final List<ServletSpec> servlets = new ArrayList<>();
    private final List<Supplier<? extends EventListener>> listeners = new ArrayList<>();
    private Optional<String> errorPage = Optional.empty();

    private record FilterSpec(
            String name, Supplier<? extends Filter> make, Set<DispatcherType> dispatches, Map<String, String> params) {}

    private record ServletSpec(String pattern, Supplier<? extends Servlet> make, Map<String, String> params) {}

    private WebApp(String contextPath) {
        this.contextPath = contextPath;
    }

    /** Starts an application at this context path, such as {@code /gated}. */
    public static WebApp at(String contextPath) {
        return new WebApp(contextPath);
    }

    /** Adds a filter for all paths, within those added before. */
    public WebApp filter(
            String name, Supplier<? extends Filter> make, Set<DispatcherType> dispatches, Map<String, String> params) {
        filters.add(new FilterSpec(name, make, dispatches, params));
        return this;
    }

    /** Adds a servlet. */
    public WebApp servlet(String pattern, Supplier<? extends Servlet> make, Map<String, String> params) {
        servlets.add(new ServletSpec(pattern, make, params));
        return this;
    }

    /** Adds a servlet in one expression. */
    public WebApp serve(String pattern, Handler handler) {
        return servlet(pattern, handler::servlet, Map.of());
    }

    /** Adds a listener. */
    public WebApp listener(Supplier<? extends EventListener> make) {
        listeners.add(make);
        return this;
    }

    /** Sets the page for all errors, as {@code <error-page>} with only a location does. */
    public WebApp errorPage(String location) {
        errorPage = Optional.of(location);
        return this;
    }

    /** Returns where the application is. */
    public String contextPath() {
        return contextPath;
    }

    /** Returns where the page for all errors is, if there is one. */
    public Optional<String> errorPage() {
        return errorPage;
    }

    /** Returns whether a filter of this name is in front. */
    public boolean hasFilter(String name) {
        return filters.stream().anyMatch(filter -> filter.name().equals(name));
    }

    /** Adds all that is described to a context that is starting. */
    public void register(ServletContext context) {
        for (Supplier<? extends EventListener> listener : listeners) {
            context.addListener(listener.get());
        }
        for (FilterSpec spec : filters) {
            FilterRegistration.Dynamic filter =
                    requireNonNull(context.addFilter(spec.name(), spec.make().get()));
            filter.setAsyncSupported(true);
            filter.setInitParameters(spec.params());
            filter.addMappingForUrlPatterns(EnumSet.copyOf(spec.dispatches()), true, "/*");
        }
        for (ServletSpec spec : servlets) {
            // Smiley's proxy makes cookie names of it.
            ServletRegistration.Dynamic servlet = requireNonNull(context.addServlet(
                    "at-" + spec.pattern().replaceAll("[^a-z0-9-]", ""),
                    spec.make().get()));
            servlet.setAsyncSupported(true);
            servlet.setInitParameters(spec.params());
            servlet.addMapping(spec.pattern());
        }
    }
}
