package io.github.gatefault.filter.internal.exchange;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The request as the app sees it: with the correlation ID among its headers, so that a proxy that copies headers forwards it,
 * and with an asynchronous life that does not slip past the exchange.
 */
public final class ExchangeRequest extends HttpServletRequestWrapper {
    private final Exchange exchange;
    private final String idHeader;
    private @Nullable ExchangeInputStream body;
    private @Nullable BufferedReader reader;
    private volatile @Nullable ExchangeAsyncContext async;

    ExchangeRequest(HttpServletRequest raw, Exchange exchange, String idHeader) {
        super(raw);
        this.exchange = exchange;
        this.idHeader = idHeader;
    }

    /** Returns whether one of ours is among the wrappers. */
    static boolean isIn(ServletRequest request) {
        for (ServletRequest r = request; r != null; r = inner(r)) {
            if (r instanceof ExchangeRequest) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable ServletRequest inner(ServletRequest request) {
        return request instanceof ServletRequestWrapper wrapper ? wrapper.getRequest() : null;
    }

    String idHeader() {
        return idHeader;
    }

    // The ID among the headers.

    private boolean isIdHeader(@Nullable String name) {
        return name != null && name.length() == idHeader.length() && name.equalsIgnoreCase(idHeader);
    }

    @Override
    public @Nullable String getHeader(String name) {
        return isIdHeader(name) ? exchange.id().value() : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return isIdHeader(name) ? Collections.enumeration(List.of(exchange.id().value())) : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return new HeaderNames(super.getHeaderNames(), idHeader);
    }

    /**
     * Returns the method. Once the exchange is aborted, a container that has no better way to cut off a response dispatches
     * the request again so that the filter can throw; where the filter is not mapped to such dispatches, this keeps the app
     * from doing the same request twice.
     */
    @Override
    public String getMethod() {
        refuseSecondRun();
        return super.getMethod();
    }

    private void refuseSecondRun() {
        if (exchange.isAborted() && getDispatcherType() == DispatcherType.ASYNC) {
            throw new AbortedResponseException(exchange.id().value());
        }
    }

    // The body: what fails here is the visitor's doing.

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (body == null) {
            body = new ExchangeInputStream(super.getInputStream(), exchange);
        }
        return body;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        if (reader == null) {
            reader = new BufferedReader(new VisitorReader(super.getReader(), exchange));
        }
        return reader;
    }

    @Override
    public Collection<Part> getParts() throws IOException, ServletException {
        try {
            return super.getParts();
        } catch (IOException | ServletException | RuntimeException e) {
            exchange.clientFailed(e);
            throw e;
        }
    }

    @Override
    public @Nullable Part getPart(String name) throws IOException, ServletException {
        try {
            return super.getPart(name);
        } catch (IOException | ServletException | RuntimeException e) {
            exchange.clientFailed(e);
            throw e;
        }
    }

    @Override
    public @Nullable String getParameter(String name) {
        return visitors(() -> super.getParameter(name));
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return visitors(super::getParameterMap);
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return visitors(super::getParameterNames);
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return visitors(() -> super.getParameterValues(name));
    }

    private <T extends @Nullable Object> T visitors(Supplier<T> parameters) {
        try {
            return parameters.get();
        } catch (RuntimeException e) {
            throw exchange.clientFailed(e);
        }
    }

    @Override
    public <T extends HttpUpgradeHandler> T upgrade(Class<T> handler) throws IOException, ServletException {
        T upgraded = super.upgrade(handler);
        exchange.upgraded();
        return upgraded;
    }

    // The asynchronous life.

    /** Starts with our wrappers: left to itself, Jetty and Tomcat would hand out the objects below them. */
    @Override
    public AsyncContext startAsync() {
        refuseSecondRun();
        return startAsyncUnasked();
    }

    /** Starts asynchronous mode for a dispatch of ours. */
    public AsyncContext startAsyncUnasked() {
        return watch(super.startAsync(this, exchange.response()), this, exchange.response(), true);
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        refuseSecondRun();
        return watch(super.startAsync(request, response), request, response, false);
    }

    @Override
    public AsyncContext getAsyncContext() {
        AsyncContext raw = super.getAsyncContext();
        ExchangeAsyncContext known = async;
        return known != null && known.isOf(raw) ? known : watch(raw, raw.getRequest(), raw.getResponse(), false);
    }

    private AsyncContext watch(AsyncContext raw, ServletRequest request, ServletResponse response, boolean original) {
        ExchangeAsyncContext watched = new ExchangeAsyncContext(raw, exchange, request, response, original);
        raw.addListener(watched);
        async = watched;
        return watched;
    }

    /** Ends the asynchronous exchange in the app's stead, if there is one. */
    public void completeAsync() {
        ExchangeAsyncContext known = async;
        if (known != null && isAsyncStarted()) {
            known.completeInsteadOfApp();
        }
    }

    /** Dispatches in the app's stead; returns whether there was an asynchronous exchange to dispatch. */
    public boolean dispatchAsync() {
        ExchangeAsyncContext known = async;
        if (known == null || !isAsyncStarted()) {
            return false;
        }
        return known.dispatchInsteadOfApp();
    }

    /** Runs a task on a container thread. */
    void startInAsync(Runnable task) {
        ExchangeAsyncContext known = async;
        if (known != null) {
            known.start(task);
        } else {
            task.run();
        }
    }

    /** The names as they came, and the ID's once. */
    @SuppressWarnings("JdkObsolete") // The Servlet API gives and wants it.
    private static final class HeaderNames implements Enumeration<String> {
        private final Enumeration<String> raw;
        private final String idHeader;
        private @Nullable String next;
        private boolean idIsDue = true;

        HeaderNames(Enumeration<String> raw, String idHeader) {
            this.raw = raw;
            this.idHeader = idHeader;
            this.next = advance();
        }

        private @Nullable String advance() {
            while (raw.hasMoreElements()) {
                String name = raw.nextElement();
                if (!name.equalsIgnoreCase(idHeader)) {
                    return name;
                }
            }
            if (idIsDue) {
                idIsDue = false;
                return idHeader;
            }
            return null;
        }

        @Override
        public boolean hasMoreElements() {
            return next != null;
        }

        @Override
        public String nextElement() {
            String name = next;
            if (name == null) {
                throw new java.util.NoSuchElementException("All header names have been given out");
            }
            next = advance();
            return name;
        }
    }

    /** Reads through the container's reader, and knows whose fault a failure is. */
    private static final class VisitorReader extends Reader {
        private final Reader raw;
        private final Exchange exchange;

        VisitorReader(Reader raw, Exchange exchange) {
            this.raw = raw;
            this.exchange = exchange;
        }

        @Override
        public int read(char[] chars, int offset, int length) throws IOException {
            try {
                return raw.read(chars, offset, length);
            } catch (IOException e) {
                throw exchange.clientFailed(e);
            }
        }

        @Override
        public boolean ready() throws IOException {
            return raw.ready();
        }

        @Override
        public void close() throws IOException {
            raw.close();
        }
    }
}
