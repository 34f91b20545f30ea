package io.github.gatefault.filter.internal.container;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Tomcat cuts off a response when an exception leaves the chain; over HTTP/2 it takes an exception of its own. */
final class TomcatContainer extends ServletContainer {
    private static final int DEFAULT_HEADER_BYTES = 8192;

    TomcatContainer(HttpServletRequest request) {
        super(request);
    }

    /** After any other exception Tomcat includes the app's error page in the stream, and then ends it politely. */
    @Override
    public @Nullable IOException streamAbort(Exception reason) {
        if (!isHttp2()) {
            return null;
        }
        try {
            Class<?> type = Class.forName(
                    "org.apache.catalina.connector.ClientAbortException",
                    true,
                    innermost.getClass().getClassLoader());
            return type.getConstructor(Throwable.class).newInstance(reason) instanceof IOException abort ? abort : null;
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    @Override
    public int maxHeaderBytes() {
        Object connector = Reflection.call(Reflection.field(innermost, "request"), "getConnector");
        Object limit = Reflection.property(connector, "maxHttpResponseHeaderSize");
        if (limit == null) {
            return DEFAULT_HEADER_BYTES;
        }
        return limit instanceof Integer bytes && bytes > 0 ? bytes : Integer.MAX_VALUE;
    }
}
