package io.github.gatefault.filter.internal.exchange;

import io.github.gatefault.filter.internal.container.AsyncControl;
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
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The request as the app sees it: proxies copy the correlation ID from its headers; the exchange watches its async mode. */
final class ExchangeRequest extends HttpServletRequestWrapper implements AsyncControl {
    private final Exchange exchange;
    private @Nullable ExchangeInputStream body;
    private @Nullable BufferedReader reader;
    private volatile @Nullable ExchangeAsyncContext async;

    ExchangeRequest(HttpServletRequest raw, Exchange exchange) {
        super(raw);
        this.exchange = exchange;
    }

    /** Returns whether one of these is among the wrappers. */
    static boolean isIn(ServletRequest request) {
        return request instanceof ExchangeRequest
                || (request instanceof ServletRequestWrapper wrapper && wrapper.isWrapperFor(ExchangeRequest.class));
    }

    // The ID among the headers.

    private boolean isIdHeader(@Nullable String name) {
        String idHeader = exchange.idHeader();
        return name != null && name.length() == idHeader.length() && name.equalsIgnoreCase(idHeader);
    }

    @Override
    public @Nullable String getHeader(String name) {
        return isIdHeader(name) ? exchange.correlationId() : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return isIdHeader(name) ? Collections.enumeration(List.of(exchange.correlationId())) : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return new HeaderNames(super.getHeaderNames(), exchange.idHeader());
    }

    /** Returns the method. If the filter is not mapped to the dispatch that cuts off a response, the app must not run again. */
    @Override
    public String getMethod() {
        refuseSecondRun();
        return super.getMethod();
    }

    private void refuseSecondRun() {
        if (exchange.isAborted() && getDispatcherType() == DispatcherType.ASYNC) {
            throw new AbortedResponseException(exchange.correlationId());
        }
    }

    // The body: a failure here is the client's fault.

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
            reader = new BufferedReader(new ClientReader(super.getReader(), exchange));
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
        return readParameters(() -> super.getParameter(name));
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return readParameters(super::getParameterMap);
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return readParameters(super::getParameterNames);
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return readParameters(() -> super.getParameterValues(name));
    }

    private <T extends @Nullable Object> T readParameters(Supplier<T> reading) {
        try {
            return reading.get();
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

    // Asynchronous mode.

    /** Starts asynchronous mode with our wrappers: Jetty and Tomcat would hand out the objects below them. */
    @Override
    public AsyncContext startAsync() {
        refuseSecondRun();
        return watch(super.startAsync(this, exchange.response), this, exchange.response, true);
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
        return known != null && known.wraps(raw) ? known : watch(raw, raw.getRequest(), raw.getResponse(), false);
    }

    private AsyncContext watch(AsyncContext raw, ServletRequest request, ServletResponse response, boolean original) {
        ExchangeAsyncContext watched = new ExchangeAsyncContext(raw, exchange, request, response, original);
        raw.addListener(watched);
        async = watched;
        return watched;
    }

    @Override
    public void completeAsync() {
        ExchangeAsyncContext known = async;
        if (known != null && isAsyncStarted()) {
            known.completeForApp();
        }
    }

    @Override
    public boolean dispatchAsync() {
        ExchangeAsyncContext known = async;
        return known != null && isAsyncStarted() && known.dispatchForApp();
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

    /** The names as they came in, and the name of the ID's header once. */
    @SuppressWarnings("JdkObsolete") // The Servlet API gives and wants it.
    private static final class HeaderNames implements Enumeration<String> {
        private final Enumeration<String> raw;
        private final String idHeader;
        private @Nullable String next;

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
            return idHeader.equals(next) ? null : idHeader;
        }

        @Override
        public boolean hasMoreElements() {
            return next != null;
        }

        @Override
        public String nextElement() {
            String name = next;
            if (name == null) {
                throw new NoSuchElementException("There are no more header names");
            }
            next = advance();
            return name;
        }
    }

    /** The container's reader; an exception that is thrown here is the client's fault. */
    private static final class ClientReader extends FilterReader {
        private final Exchange exchange;

        ClientReader(Reader raw, Exchange exchange) {
            super(raw);
            this.exchange = exchange;
        }

        @Override
        public int read(char[] chars, int offset, int length) throws IOException {
            try {
                return super.read(chars, offset, length);
            } catch (IOException e) {
                throw exchange.clientFailed(e);
            }
        }
    }
}
