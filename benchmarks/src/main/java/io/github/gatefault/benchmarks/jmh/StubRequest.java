package io.github.gatefault.benchmarks.jmh;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.MappingMatch;
import java.io.InputStream;
import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.mock.web.DelegatingServletInputStream;
import org.springframework.mock.web.MockHttpServletMapping;
import org.springframework.mock.web.MockServletContext;

/** A request for {@code /cart} that serves again and again, and allocates next to nothing when it is asked. */
final class StubRequest extends HttpServletRequestWrapper {
    private static final ServletInputStream NO_BODY = new DelegatingServletInputStream(InputStream.nullInputStream());
    private static final HttpServletMapping MAPPING =
            new MockHttpServletMapping("", "/", "dispatcherServlet", MappingMatch.DEFAULT);

    private final ServletContext context = new MockServletContext();
    private final String method;
    private final Entries<String> headers = new Entries<>();
    private final Entries<Object> attributes = new Entries<>();
    private final StubAsyncContext async = new StubAsyncContext(this);
    private DispatcherType dispatch = DispatcherType.REQUEST;
    private String path = "/cart";

    /** Takes names and values of headers in turn, besides those that every request has. */
    StubRequest(String method, String... namesAndValues) {
        super(Stubs.unsupported(HttpServletRequest.class));
        this.method = method;
        headers.add("Host", "shop.example");
        headers.add("User-Agent", "benchmark");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(namesAndValues[i], namesAndValues[i + 1]);
        }
    }

    /** A request as it came in. */
    void recycle() {
        attributes.clear();
        async.recycle();
        dispatch = DispatcherType.REQUEST;
        path = "/cart";
    }

    /** Begins a further dispatch. */
    void dispatch(DispatcherType type, String to) {
        dispatch = type;
        path = to;
    }

    @Override
    public String getMethod() {
        return method;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return headers.get(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return Collections.enumeration(headers.all(name));
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(headers.names());
    }

    @Override
    public long getDateHeader(String name) {
        return -1;
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return attributes.get(name);
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        if (value == null) {
            attributes.remove(name);
        } else {
            attributes.set(name, value);
        }
    }

    @Override
    public void removeAttribute(String name) {
        attributes.remove(name);
    }

    @Override
    public Enumeration<String> getAttributeNames() {
        return Collections.enumeration(attributes.names());
    }

    @Override
    public DispatcherType getDispatcherType() {
        return dispatch;
    }

    // Asynchronous mode.

    @Override
    public AsyncContext startAsync() {
        return async.start();
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        return async.start();
    }

    @Override
    public AsyncContext getAsyncContext() {
        return async;
    }

    @Override
    public boolean isAsyncStarted() {
        return async.isStarted();
    }

    @Override
    public boolean isAsyncSupported() {
        return true;
    }

    // What is asked of few.

    @Override
    public String getRequestURI() {
        return path;
    }

    @Override
    public StringBuffer getRequestURL() {
        return new StringBuffer("http://shop.example").append(path);
    }

    @Override
    public String getContextPath() {
        return "";
    }

    @Override
    public String getServletPath() {
        return path;
    }

    @Override
    public @Nullable String getPathInfo() {
        return null;
    }

    @Override
    public @Nullable String getQueryString() {
        return null;
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return Map.of();
    }

    @Override
    public @Nullable String getParameter(String name) {
        return null;
    }

    @Override
    public String getProtocol() {
        return "HTTP/1.1";
    }

    @Override
    public String getScheme() {
        return "http";
    }

    @Override
    public String getServerName() {
        return "shop.example";
    }

    @Override
    public int getServerPort() {
        return 80;
    }

    @Override
    public String getRemoteAddr() {
        return "192.0.2.1";
    }

    @Override
    public ServletContext getServletContext() {
        return context;
    }

    @Override
    public ServletInputStream getInputStream() {
        return NO_BODY;
    }

    @Override
    public HttpServletMapping getHttpServletMapping() {
        return MAPPING;
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        return null;
    }

    @Override
    public @Nullable String getContentType() {
        return null;
    }

    @Override
    public int getContentLength() {
        return -1;
    }

    @Override
    public @Nullable String getCharacterEncoding() {
        return null;
    }

    @Override
    public Locale getLocale() {
        return Locale.ENGLISH;
    }

    @Override
    public Cookie @Nullable [] getCookies() {
        return null;
    }

    @Override
    public @Nullable HttpSession getSession(boolean create) {
        return null;
    }
}
