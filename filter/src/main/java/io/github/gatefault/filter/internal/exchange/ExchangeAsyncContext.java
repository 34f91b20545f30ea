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
 * The asynchronous exchange as the app sees it. {@code complete()} is the last moment to answer for an app that has not:
 * when listeners hear of it, the answer is gone. So the app gets this in place of the container's, in events too.
 */
final class ExchangeAsyncContext implements AsyncContext, AsyncListener {
    private record Registered(
            AsyncListener listener,
            @Nullable ServletRequest request,
            @Nullable ServletResponse response) {}

    private interface Call {
        void on(AsyncListener listener, AsyncEvent event) throws IOException;
    }

    private final AsyncContext raw;
    private final Exchange exchange;
    private final ServletRequest request;
    private final ServletResponse response;
    private final boolean original;
    private final List<Registered> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean ended;
    private volatile boolean endedByUs;
    private volatile boolean passedOn;

    ExchangeAsyncContext(
            AsyncContext raw, Exchange exchange, ServletRequest request, ServletResponse response, boolean original) {
        this.raw = raw;
        this.exchange = exchange;
        this.request = request;
        this.response = response;
        this.original = original;
    }

    boolean isOf(AsyncContext container) {
        return raw == container;
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
        if (endedByUs) {
            return;
        }
        ended = true;
        exchange.finish();
        if (!endedByUs) {
            passedOn = true;
            complete(raw);
        }
    }

    /**
     * Completes, unless the container has done so by itself because the visitor left: an app cannot know that, and what
     * then leaves its task would be taken, by Tomcat, for a failure of the next request on the connection.
     */
    private void complete(AsyncContext container) {
        try {
            container.complete();
        } catch (IllegalStateException e) {
            if (!exchange.hasLostClient()) {
                throw e;
            }
        }
    }

    @Override
    public void dispatch() {
        if (!endedByUs) {
            ended = true;
            passedOn = true;
            raw.dispatch();
        }
    }

    @Override
    public void dispatch(String path) {
        if (!endedByUs) {
            ended = true;
            passedOn = true;
            raw.dispatch(path);
        }
    }

    @Override
    public void dispatch(ServletContext context, String path) {
        if (!endedByUs) {
            ended = true;
            passedOn = true;
            raw.dispatch(context, path);
        }
    }

    @Override
    public void start(Runnable task) {
        raw.start(() -> {
            try (LogContext context = LogContext.open(exchange.id())) {
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

    // What the exchange does in the app's stead; what the app does later is without effect. A container that has been
    // told
    // the end takes no second one.

    void completeInsteadOfApp() {
        if (!endedByUs && !passedOn) {
            endedByUs = true;
            raw.complete();
        }
    }

    /** Returns whether the container will dispatch; where not, the app had ended it before. */
    boolean dispatchInsteadOfApp() {
        if (passedOn) {
            return false;
        }
        if (!endedByUs) {
            endedByUs = true;
            raw.dispatch();
        }
        return true;
    }

    // What the container reports.

    @Override
    public void onStartAsync(AsyncEvent event) throws IOException {
        tell(event, AsyncListener::onStartAsync);
    }

    @Override
    public void onComplete(AsyncEvent event) throws IOException {
        tell(event, AsyncListener::onComplete);
    }

    @Override
    public void onError(AsyncEvent event) throws IOException {
        tell(event, AsyncListener::onError);
    }

    @Override
    public void onTimeout(AsyncEvent event) throws IOException {
        tell(event, AsyncListener::onTimeout);
        if (!ended && !endedByUs) {
            exchange.timedOut();
            if (!endedByUs) {
                completeInsteadOfApp();
            }
        }
    }

    private void tell(AsyncEvent event, Call call) throws IOException {
        if (listeners.isEmpty()) {
            return;
        }
        try (LogContext context = LogContext.open(exchange.id())) {
            for (Registered registered : listeners) {
                call.on(
                        registered.listener(),
                        new AsyncEvent(this, registered.request(), registered.response(), event.getThrowable()));
            }
        }
    }
}
