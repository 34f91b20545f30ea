package io.github.gatefault.filter.internal.exchange;

import io.github.gatefault.filter.internal.logging.LogContext;
import jakarta.servlet.ReadListener;
import java.io.IOException;

/** The app's listener for reading, watched as the one for writing is. */
final class ExchangeReadListener implements ReadListener {
    private final ReadListener listener;
    private final Exchange exchange;

    ExchangeReadListener(ReadListener listener, Exchange exchange) {
        this.listener = listener;
        this.exchange = exchange;
    }

    private interface Call {
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

    private void watched(Call call) throws IOException {
        try (LogContext context = LogContext.open(exchange.id())) {
            call.run();
        } catch (IOException | RuntimeException e) {
            if (!exchange.settles(e)) {
                throw e;
            }
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
