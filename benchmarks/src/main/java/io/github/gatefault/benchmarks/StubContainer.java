package io.github.gatefault.benchmarks;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** A container that does next to nothing, so that what is measured is the filter. */
final class StubContainer {
    private StubContainer() {}

    /** Returns the configuration of a filter without init-params. */
    static FilterConfig filterConfig() {
        ServletContext context = unsupported(
                ServletContext.class,
                "getResourceAsStream",
                "getResourcePaths",
                "getClassLoader",
                "getAttribute",
                "setAttribute");
        return new FilterConfig() {
            @Override
            public String getFilterName() {
                return "gatefault";
            }

            @Override
            public ServletContext getServletContext() {
                return context;
            }

            @Override
            public @Nullable String getInitParameter(String name) {
                return null;
            }

            @Override
            public java.util.Enumeration<String> getInitParameterNames() {
                return Collections.emptyEnumeration();
            }
        };
    }

    /** Returns an object all of whose methods fail, but for those that answer null. */
    static <T> T unsupported(Class<T> type, String... answeringNull) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            for (String name : answeringNull) {
                if (method.getName().equals(name)) {
                    return null;
                }
            }
            throw new UnsupportedOperationException(method.toString());
        }));
    }
}
