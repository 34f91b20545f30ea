package io.github.gatefault.benchmarks.jmh;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The asynchronous mode of a request: tells its listeners of the end, and does nothing else. */
final class StubAsyncContext implements AsyncContext {
    private final ServletRequest request;
    private final List<AsyncListener> listeners = new ArrayList<>();
    private final AsyncEvent event;
    private boolean started;

    StubAsyncContext(ServletRequest request) {
        this.request = request;
        event = new AsyncEvent(this, request, null);
    }

    void recycle() {
        listeners.clear();
        started = false;
    }

    AsyncContext start() {
        started = true;
        return this;
    }

    boolean isStarted() {
        return started;
    }

    @Override
    public void complete() {
        started = false;
        try {
            for (int i = 0; i < listeners.size(); i++) {
                listeners.get(i).onComplete(event);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void addListener(AsyncListener listener) {
        listeners.add(listener);
    }

    @Override
    public void addListener(AsyncListener listener, ServletRequest request, ServletResponse response) {
        listeners.add(listener);
    }

    @Override
    public void setTimeout(long millis) {}

    @Override
    public long getTimeout() {
        return 0;
    }

    @Override
    public ServletRequest getRequest() {
        return request;
    }

    @Override
    public ServletResponse getResponse() {
        throw new UnsupportedOperationException("the app keeps its response");
    }

    @Override
    public boolean hasOriginalRequestAndResponse() {
        return true;
    }

    @Override
    public void dispatch() {
        throw new UnsupportedOperationException("there is nobody to dispatch to");
    }

    @Override
    public void dispatch(String path) {
        dispatch();
    }

    @Override
    public void dispatch(ServletContext context, String path) {
        dispatch();
    }

    @Override
    public void start(Runnable task) {
        task.run();
    }

    @Override
    public <T extends AsyncListener> T createListener(Class<T> type) {
        throw new UnsupportedOperationException(type.getName());
    }
}
