package io.github.gatefault.filter.internal.exchange;

import io.github.gatefault.filter.internal.logging.LogContext;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Asynchronous mode as the app sees it. The app gets this instead of the container's context, in events too: its
 * {@code complete()} is the last moment to answer, and listeners are called too late.
 */
final class ExchangeAsyncContext implements AsyncContext, AsyncListener {
    private record Registered(
            AsyncListener listener,
            @Nullable ServletRequest request,
            @Nullable ServletResponse response) {}

    private interface ListenerMethod {
        void call(AsyncListener listener, AsyncEvent event) throws IOException;
    }

    private final AsyncContext raw;
    private final Exchange exchange;
    private final ServletRequest request;
    private final ServletResponse response;
    private final boolean original;
    private final List<Registered> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean endedByApp;
    private volatile boolean endedByFilter;
    private volatile boolean endPassedOn;

    ExchangeAsyncContext(
            AsyncContext raw, Exchange exchange, ServletRequest request, ServletResponse response, boolean original) {
        this.raw = raw;
        this.exchange = exchange;
        this.request = request;
        this.response = response;
        this.original = original;
    }

    boolean wraps(AsyncContext context) {
        return raw == context;
    }

    // What the app does.

    @Override
    public ServletRequest getRequest() {
        return request;
    }

    @Override
    public ServletResponse getResponse() {
        return response;
    }

    @Override
    public boolean hasOriginalRequestAndResponse() {
        return original || raw.hasOriginalRequestAndResponse();
    }

    @Override
    public void complete() {
        if (endedByFilter) {
            return;
        }
        endedByApp = true;
        exchange.finish();
        if (!endedByFilter) {
            endPassedOn = true;
            completeRaw();
        }
    }

    /** Completes, unless the container has done so because the client left: Tomcat would blame the connection's next request. */
    private void completeRaw() {
        try {
            raw.complete();
        } catch (IllegalStateException e) {
            if (!exchange.hasClientLeft()) {
                throw e;
            }
        }
    }

    private boolean mayDispatch() {
        if (endedByFilter) {
            return false;
        }
        endedByApp = true;
        endPassedOn = true;
        return true;
    }

    @Override
    public void dispatch() {
        if (mayDispatch()) {
            raw.dispatch();
        }
    }

    @Override
    public void dispatch(String path) {
        if (mayDispatch()) {
            raw.dispatch(path);
        }
    }

    @Override
    public void dispatch(ServletContext context, String path) {
        if (mayDispatch()) {
            raw.dispatch(context, path);
        }
    }

    @Override
    public void start(Runnable task) {
        raw.start(() -> {
            try (LogContext context = exchange.openLogContext()) {
                task.run();
            }
        });
    }

    @Override
    public void addListener(AsyncListener listener) {
        listeners.add(new Registered(listener, null, null));
    }

    @Override
    public void addListener(AsyncListener listener, ServletRequest request, ServletResponse response) {
        listeners.add(new Registered(listener, request, response));
    }

    @Override
    public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
        return raw.createListener(type);
    }

    @Override
    public void setTimeout(long millis) {
        raw.setTimeout(millis);
    }

    @Override
    public long getTimeout() {
        return raw.getTimeout();
    }

    // What the exchange does in place of the app, whose later calls have no effect. A container takes only one end.

    void completeForApp() {
        if (!endedByFilter && !endPassedOn) {
            endedByFilter = true;
            raw.complete();
        }
    }

    /** Returns whether the container will dispatch; it does not if the app has ended asynchronous mode before. */
    boolean dispatchForApp() {
        if (endPassedOn) {
            return false;
        }
        if (!endedByFilter) {
            endedByFilter = true;
            raw.dispatch();
        }
        return true;
    }

    // What the container reports.

    @Override
    public void onStartAsync(AsyncEvent event) throws IOException {
        notifyListeners(event, AsyncListener::onStartAsync);
    }

    @Override
    public void onComplete(AsyncEvent event) throws IOException {
        notifyListeners(event, AsyncListener::onComplete);
    }

    @Override
    public void onError(AsyncEvent event) throws IOException {
        notifyListeners(event, AsyncListener::onError);
    }

    @Override
    public void onTimeout(AsyncEvent event) throws IOException {
        notifyListeners(event, AsyncListener::onTimeout);
        if (!endedByApp && !endedByFilter) {
            exchange.handleTimeout();
            if (!endedByFilter) {
                completeForApp();
            }
        }
    }

    private void notifyListeners(AsyncEvent event, ListenerMethod method) throws IOException {
        if (listeners.isEmpty()) {
            return;
        }
        try (LogContext context = exchange.openLogContext()) {
            for (Registered registered : listeners) {
                method.call(
                        registered.listener(),
                        new AsyncEvent(this, registered.request(), registered.response(), event.getThrowable()));
            }
        }
    }
}
