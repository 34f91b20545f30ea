package io.github.gatefault.filter.internal.exchange;

import io.github.gatefault.filter.internal.logging.LogContext;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/**
 * The app's listener for writing. Containers end the body normally when it throws, so the exchange decides then. An error that
 * the container reports to it is the client's fault.
 */
record ExchangeWriteListener(WriteListener listener, Exchange exchange) implements WriteListener {
    @Override
    public void onWritePossible() throws IOException {
        try (LogContext context = exchange.openLogContext()) {
            listener.onWritePossible();
        } catch (IOException | RuntimeException e) {
            if (!exchange.handleException(e)) {
                throw e;
            }
            listener.onError(e);
        }
    }

    /** Runs the listener for an answer that is dropped. */
    void runDiscarded() {
        try (LogContext context = exchange.openLogContext()) {
            listener.onWritePossible();
        } catch (IOException | RuntimeException e) {
            listener.onError(e);
        }
    }

    @Override
    public void onError(Throwable failure) {
        exchange.clientFailed(failure);
        try (LogContext context = exchange.openLogContext()) {
            listener.onError(failure);
        }
    }
}
