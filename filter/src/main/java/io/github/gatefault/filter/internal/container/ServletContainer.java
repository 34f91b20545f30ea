package io.github.gatefault.filter.internal.container;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The container under one exchange, with what the Servlet API cannot express. This class does what works in any container;
 * subclasses do better for the containers that they know. It is only created for answers that fail or may fail.
 */
public class ServletContainer {
    /** How far a response is cut off, and what must still happen for it. */
    public enum CutOff {
        /** The response is cut off. */
        DONE,
        /** An exception must leave the filter chain now. */
        BY_EXCEPTION,
        /** An exception must leave the filter chain in the asynchronous dispatch that was requested. */
        BY_DISPATCH
    }

    private final HttpServletRequest request;

    /** The container's own request, below all wrappers. */
    final ServletRequest innermost;

    ServletContainer(HttpServletRequest request) {
        this.request = request;
        this.innermost = innermost(request);
    }

    /** Returns the container of this request, known by its class names: no container is a dependency. */
    public static ServletContainer of(HttpServletRequest request) {
        String name = innermost(request).getClass().getName();
        if (name.startsWith(JettyContainer.PACKAGE)) {
            return new JettyContainer(request);
        }
        if (name.startsWith("org.apache.catalina.")) {
            return new TomcatContainer(request);
        }
        return name.startsWith("io.undertow.") ? new UndertowContainer(request) : new ServletContainer(request);
    }

    private static ServletRequest innermost(ServletRequest request) {
        ServletRequest innermost = request;
        while (innermost instanceof ServletRequestWrapper wrapper) {
            innermost = wrapper.getRequest();
        }
        return innermost;
    }

    static ServletResponse innermost(ServletResponse response) {
        ServletResponse innermost = response;
        while (innermost instanceof ServletResponseWrapper wrapper) {
            innermost = wrapper.getResponse();
        }
        return innermost;
    }

    /**
     * Cuts off a response that has begun, so that it does not look complete; returns what must still happen. In general an
     * exception must leave the chain; in asynchronous mode it is thrown in a dispatch of our own. So it is for HTTP/2: Tomcat
     * ends a stream politely after an exception that leaves a REQUEST dispatch.
     */
    public CutOff cutOff(ServletResponse response, AsyncControl async) {
        if (async.dispatchAsync()) {
            return CutOff.BY_DISPATCH;
        }
        if (isHttp2() && async.isAsyncSupported() && async.getDispatcherType() != DispatcherType.ASYNC) {
            async.startAsync();
            return async.dispatchAsync() ? CutOff.BY_DISPATCH : CutOff.BY_EXCEPTION;
        }
        return CutOff.BY_EXCEPTION;
    }

    final boolean isHttp2() {
        return "HTTP/2.0".equals(request.getProtocol());
    }

    /** Returns the exception that cuts off a stream despite the app's error pages, or {@code null} if any exception does. */
    public @Nullable IOException streamAbort(Exception reason) {
        return null;
    }

    /** Returns how many bytes of status line and headers fit over HTTP/1.1; where no limit is known, the largest number. */
    public int maxHeaderBytes() {
        return Integer.MAX_VALUE;
    }

    /** Removes the cookies that the app added, if a reset of the response leaves them. */
    public void removeCookies(List<String> names) {}

    /** Keeps this header in an error page of the container, if the container would clear it. */
    public void keepHeader(String name, String value) {}
}
