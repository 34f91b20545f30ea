package io.github.gatefault.filter.internal.container;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;

/** The asynchronous mode of a request, controlled in place of the app. */
public interface AsyncControl {
    /** Returns whether the request may be put into asynchronous mode. */
    boolean isAsyncSupported();

    /** Returns the type of the dispatch that is running. */
    DispatcherType getDispatcherType();

    /** Puts the request into asynchronous mode. */
    AsyncContext startAsync();

    /** Completes asynchronous mode, if the request is in it. */
    void completeAsync();

    /** Dispatches the request again; returns whether it was in asynchronous mode and the container will dispatch it. */
    boolean dispatchAsync();
}
