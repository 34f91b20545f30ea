package io.github.gatefault.filter.internal.exchange;

import io.github.gatefault.filter.internal.logging.LogContext;
import jakarta.servlet.ReadListener;
import java.io.IOException;

/** The app's listener for reading. What it throws ends the exchange; an error that the container reports is the client's fault. */
record ExchangeReadListener(ReadListener listener, Exchange exchange) implements ReadListener {
    private interface Event {
        void run() throws IOException;
    }

    @Override
    public void onDataAvailable() throws IOException {
        watched(listener::onDataAvailable);
    }

    @Override
    public void onAllDataRead() throws IOException {
        watched(listener::onAllDataRead);
    }

    private void watched(Event event) throws IOException {
        try (LogContext context = exchange.openLogContext()) {
            event.run();
        } catch (IOException | RuntimeException e) {
            if (!exchange.handleException(e)) {
                throw e;
            }
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
