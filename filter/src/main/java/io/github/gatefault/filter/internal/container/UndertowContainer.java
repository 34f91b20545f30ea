package io.github.gatefault.filter.internal.container;

import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Undertow ends every response politely, so its connection (over HTTP/2, the stream) is closed first. */
final class UndertowContainer extends ServletContainer {
    private static final Logger log = LoggerFactory.getLogger(UndertowContainer.class);

    private final @Nullable Object exchange;

    UndertowContainer(HttpServletRequest request) {
        super(request);
        this.exchange = Reflection.call(innermost, "getExchange");
    }

    @Override
    public CutOff cutOff(ServletResponse response, AsyncControl async) {
        boolean closed = closeConnection();
        async.completeAsync();
        return closed ? CutOff.DONE : CutOff.BY_EXCEPTION;
    }

    private boolean closeConnection() {
        if (!(Reflection.call(exchange, "getConnection") instanceof Closeable connection)) {
            return false;
        }
        try {
            connection.close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void removeCookies(List<String> names) {
        if (!names.isEmpty() && Reflection.call(exchange, "getResponseCookies") instanceof Map<?, ?> cookies) {
            names.forEach(cookies::remove);
        }
    }

    /** Undertow clears all headers before it writes an error page, so the header is set again when that page is committed. */
    @Override
    public void keepHeader(String name, String value) {
        Object undertow = exchange;
        if (undertow == null) {
            return;
        }
        ClassLoader loader = undertow.getClass().getClassLoader();
        try {
            Class<?> string = Class.forName("io.undertow.util.HttpString", true, loader);
            Class<?> listener = Class.forName("io.undertow.server.ResponseCommitListener", true, loader);
            Object key = string.getConstructor(String.class).newInstance(name);
            Object headers = undertow.getClass().getMethod("getResponseHeaders").invoke(undertow);
            Method put = headers.getClass().getMethod("put", string, String.class);
            Object setAgain = Proxy.newProxyInstance(loader, new Class<?>[] {listener}, (proxy, method, args) -> {
                if (!method.getName().equals("beforeCommit")) {
                    return method.invoke(undertow, args);
                }
                put.invoke(headers, key, value);
                return null;
            });
            undertow.getClass().getMethod("addResponseCommitListener", listener).invoke(undertow, setAgain);
        } catch (ReflectiveOperationException e) {
            log.debug("This version of Undertow is not known; its own error pages lack the header {}", name, e);
        }
    }
}
