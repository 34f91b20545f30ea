package io.github.gatefault.filter.exchange;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What only Undertow's own objects can do; by name, for it is no dependency. Used after a failure only. */
final class UndertowResponse {
    private static final String PACKAGE = "io.undertow.servlet.spec.";

    private UndertowResponse() {}

    /** Closes the connection under the request; returns whether it could be reached. */
    static boolean closeConnection(ServletRequest request) {
        ServletRequest innermost = request;
        while (innermost instanceof ServletRequestWrapper wrapper) {
            innermost = wrapper.getRequest();
        }
        Object exchange = call(innermost, "getExchange");
        Object connection = exchange == null ? null : call(exchange, "getConnection");
        if (!(connection instanceof Closeable closeable)) {
            return false;
        }
        try {
            closeable.close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Takes back the cookies that the app has added: a reset leaves them. */
    static void forgetCookies(ServletResponse response, List<String> names) {
        ServletResponse innermost = response;
        while (innermost instanceof ServletResponseWrapper wrapper) {
            innermost = wrapper.getResponse();
        }
        if (names.isEmpty() || !innermost.getClass().getName().startsWith(PACKAGE)) {
            return;
        }
        Object exchange = call(innermost, "getExchange");
        if (exchange != null && call(exchange, "getResponseCookies") instanceof Map<?, ?> cookies) {
            names.forEach(cookies::remove);
        }
    }

    private static @Nullable Object call(Object target, String method) {
        try {
            return target.getClass().getMethod(method).invoke(target);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }
}
