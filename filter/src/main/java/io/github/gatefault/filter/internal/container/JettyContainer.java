package io.github.gatefault.filter.internal.container;

import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Jetty aborts a response by {@code sendError(-1)}, on any thread. */
final class JettyContainer extends ServletContainer {
    static final String PACKAGE = "org.eclipse.jetty.";

    JettyContainer(HttpServletRequest request) {
        super(request);
    }

    @Override
    public CutOff cutOff(ServletResponse response, AsyncControl async) {
        if (!(innermost(response) instanceof HttpServletResponse jetty)
                || !jetty.getClass().getName().startsWith(PACKAGE)) {
            return super.cutOff(response, async);
        }
        try {
            jetty.sendError(-1);
        } catch (IOException | IllegalStateException e) {
            return CutOff.BY_EXCEPTION;
        }
        async.completeAsync();
        return CutOff.DONE;
    }

    @Override
    public int maxHeaderBytes() {
        Object configuration =
                Reflection.call(innermost, "getRequest", "getConnectionMetaData", "getHttpConfiguration");
        int size = limit(Reflection.call(configuration, "getResponseHeaderSize"));
        int max = limit(Reflection.call(configuration, "getMaxResponseHeaderSize"));
        return Math.max(size, max) > 0 ? Math.max(size, max) : Integer.MAX_VALUE;
    }

    private static int limit(@Nullable Object bytes) {
        return bytes instanceof Integer limit ? limit : 0;
    }
}
