package io.github.gatefault.filter.internal.exchange;

import io.github.gatefault.filter.internal.logging.LogContext;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/**
 * The app's listener for writing. When it throws, no more will come, but containers end the body politely: so the exchange
 * decides. What the container reports to it is the client's fault.
 */
final class ExchangeWriteListener implements WriteListener {
    private final WriteListener listener;
    private final Exchange exchange;

    ExchangeWriteListener(WriteListener listener, Exchange exchange) {
        this.listener = listener;
        this.exchange = exchange;
    }

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
