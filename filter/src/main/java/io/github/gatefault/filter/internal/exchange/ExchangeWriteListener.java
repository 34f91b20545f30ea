package io.github.gatefault.filter.internal.exchange;

import io.github.gatefault.filter.internal.logging.LogContext;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/**
 * The app's listener for writing, watched. Containers end a body politely when a listener throws; what it throws tells that
 * there is no more to come, so the exchange decides. What the container reports to it is the visitor's doing.
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
        try (LogContext context = LogContext.open(exchange.id())) {
            listener.onWritePossible();
        } catch (IOException | RuntimeException e) {
            if (!exchange.settles(e)) {
                throw e;
            }
            listener.onError(e);
        }
    }

    /** Lets the listener run for an answer that nobody wants any more. */
    void discarded() {
        try (LogContext context = LogContext.open(exchange.id())) {
            listener.onWritePossible();
        } catch (IOException | RuntimeException e) {
            listener.onError(e);
        }
    }

    @Override
    public void onError(Throwable failure) {
        exchange.clientFailed(failure);
        try (LogContext context = LogContext.open(exchange.id())) {
            listener.onError(failure);
        }
    }
}
