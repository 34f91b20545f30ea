package io.github.gatefault.filter.internal.container;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What only containers' own objects know or can do; by name, for none of them is a dependency. Reflection is slow and may
 * find another version than expected: it is used for answers that fail or are about to, and finds nothing rather than fail.
 */
public final class ContainerObjects {
    private static final Logger log = LoggerFactory.getLogger(ContainerObjects.class);

    private ContainerObjects() {}

    /** Returns the container's own request, below all wrappers. */
    static ServletRequest innermost(ServletRequest request) {
        ServletRequest innermost = request;
        while (innermost instanceof ServletRequestWrapper wrapper) {
            innermost = wrapper.getRequest();
        }
        return innermost;
    }

    /** Returns the container's own response, below all wrappers. */
    static ServletResponse innermost(ServletResponse response) {
        ServletResponse innermost = response;
        while (innermost instanceof ServletResponseWrapper wrapper) {
            innermost = wrapper.getResponse();
        }
        return innermost;
    }

    static boolean isJettys(Object innermost) {
        return innermost.getClass().getName().startsWith("org.eclipse.jetty.");
    }

    static boolean isTomcats(Object innermost) {
        return innermost.getClass().getName().startsWith("org.apache.catalina.");
    }

    static boolean isUndertows(Object innermost) {
        return innermost.getClass().getName().startsWith("io.undertow.");
    }

    /**
     * Returns the exception by which Tomcat cuts off a stream of HTTP/2 whether or not the application has an error page, which
     * it would otherwise include and then end the stream politely; nothing where it is not Tomcat's or not HTTP/2.
     */
    public static @Nullable IOException tomcatsStreamAbort(HttpServletRequest request, Exception why) {
        ServletRequest innermost = innermost(request);
        if (!isTomcats(innermost) || !"HTTP/2.0".equals(request.getProtocol())) {
            return null;
        }
        try {
            Class<?> type = Class.forName(
                    "org.apache.catalina.connector.ClientAbortException",
                    true,
                    innermost.getClass().getClassLoader());
            return type.getConstructor(Throwable.class).newInstance(why) instanceof IOException abort ? abort : null;
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    /** Closes the connection under Undertow's request; returns whether it could be reached. */
    static boolean closeUndertowsConnection(ServletRequest request) {
        if (!(call(innermost(request), "getExchange", "getConnection") instanceof Closeable connection)) {
            return false;
        }
        try {
            connection.close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Takes back from Undertow's response the cookies that the app has added: a reset leaves them. */
    public static void forgetUndertowsCookies(ServletResponse response, List<String> names) {
        ServletResponse innermost = innermost(response);
        if (!names.isEmpty()
                && isUndertows(innermost)
                && call(innermost, "getExchange", "getResponseCookies") instanceof Map<?, ?> cookies) {
            names.forEach(cookies::remove);
        }
    }

    /**
     * Makes Undertow's answer carry this header whatever becomes of it: when it answers an exception by a page of its own, it
     * clears all headers first, also those of the filters around.
     */
    public static void keepInUndertowsAnswer(ServletRequest request, String name, String value) {
        ServletRequest innermost = innermost(request);
        Object exchange = isUndertows(innermost) ? call(innermost, "getExchange") : null;
        if (exchange == null) {
            return;
        }
        ClassLoader undertow = exchange.getClass().getClassLoader();
        try {
            Class<?> string = Class.forName("io.undertow.util.HttpString", true, undertow);
            Class<?> listener = Class.forName("io.undertow.server.ResponseCommitListener", true, undertow);
            Object key = string.getConstructor(String.class).newInstance(name);
            Object headers = exchange.getClass().getMethod("getResponseHeaders").invoke(exchange);
            Method put = headers.getClass().getMethod("put", string, String.class);
            Object keeping = Proxy.newProxyInstance(
                    undertow,
                    new Class<?>[] {listener},
                    (proxy, method, args) -> method.getName().equals("beforeCommit")
                            ? nothing(put.invoke(headers, key, value))
                            : method.invoke(exchange, args));
            exchange.getClass().getMethod("addResponseCommitListener", listener).invoke(exchange, keeping);
        } catch (ReflectiveOperationException e) {
            log.debug("This Undertow has another shape: a page of its own goes without {}", name, e);
        }
    }

    private static @Nullable Object nothing(Object ignored) {
        return null;
    }

    /**
     * Returns how many bytes of status line and headers the container can send over HTTP/1.1; where that is not known, as
     * many as there are.
     */
    public static int maxHeaderBytes(ServletRequest request) {
        ServletRequest innermost = innermost(request);
        Object limit = null;
        if (isJettys(innermost)) {
            Object http = call(innermost, "getRequest", "getConnectionMetaData", "getHttpConfiguration");
            limit = larger(call(http, "getResponseHeaderSize"), call(http, "getMaxResponseHeaderSize"));
        } else if (isTomcats(innermost)) {
            Object connector = call(field(innermost, "request"), "getConnector");
            limit = property(connector, "maxHttpResponseHeaderSize");
            limit = limit == null ? 8192 : limit;
        }
        return limit instanceof Integer bytes && bytes > 0 ? bytes : Integer.MAX_VALUE;
    }

    private static @Nullable Object larger(@Nullable Object one, @Nullable Object other) {
        return one instanceof Integer a && other instanceof Integer b ? Math.max(a, b) : one;
    }

    private static @Nullable Object call(@Nullable Object target, String... methods) {
        Object result = target;
        for (String name : methods) {
            Method method = result == null ? null : accessible(result.getClass(), name);
            try {
                result = method == null ? null : method.invoke(result);
            } catch (ReflectiveOperationException e) {
                return null;
            }
        }
        return result;
    }

    private static @Nullable Object property(@Nullable Object connector, String name) {
        try {
            return connector == null
                    ? null
                    : connector
                            .getClass()
                            .getMethod("getProperty", String.class)
                            .invoke(connector, name);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    private static @Nullable Object field(Object target, String name) {
        try {
            Field field = target.getClass().getDeclaredField(name);
            return field.trySetAccessible() ? field.get(target) : null;
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    /** Containers hand out objects of classes that are not public, with methods that are. */
    private static @Nullable Method accessible(Class<?> type, String name) {
        try {
            Method method = type.getMethod(name);
            return method.trySetAccessible() ? method : null;
        } catch (NoSuchMethodException e) {
            return null;
        }
    }
}
