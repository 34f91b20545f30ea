package io.github.gatefault.spring;

import io.github.gatefault.filter.BadGatewayFilter;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Starts the filter ahead of the container, whose log would be the only place to tell what is wrong with a setting.
 *
 * @param getServletContext the application
 */
record StartedFilter(ServletContext getServletContext) implements FilterConfig {
    private static final String PREAMBLE = "gatefault cannot start: ";

    /**
     * Starts this filter in this application.
     *
     * @param settings what was said by key
     * @throws UnusableConfigurationException if a setting or a template is wrong
     */
    static BadGatewayFilter of(BadGatewayFilter filter, Map<String, String> settings, ServletContext application) {
        try {
            filter.init(new StartedFilter(application));
            return filter;
        } catch (ServletException e) {
            String message = String.valueOf(e.getMessage()).replace(PREAMBLE, "");
            boolean namesAKey = settings.keySet().stream().anyMatch(key -> message.startsWith(key + " is "));
            throw new UnusableConfigurationException(
                    namesAKey ? GatefaultProperties.PREFIX + "." + message : PREAMBLE + message,
                    "Correct what application.yaml, or another source of properties, says below gatefault; docs/configuration.md explains all keys.",
                    e);
        }
    }

    @Override
    public String getFilterName() {
        return GatefaultProperties.PREFIX;
    }

    @Override
    public @Nullable String getInitParameter(String name) {
        return null;
    }

    @Override
    public Enumeration<String> getInitParameterNames() {
        return Collections.emptyEnumeration();
    }
}
