package io.github.gatefault.filter.internal.exchange;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The request's body as the app reads it. An exception that is thrown here is the client's fault. */
final class ExchangeInputStream extends ServletInputStream {
    private final ServletInputStream raw;
    private final Exchange exchange;

    ExchangeInputStream(ServletInputStream raw, Exchange exchange) {
        this.raw = raw;
        this.exchange = exchange;
    }

    @Override
    public int read() throws IOException {
        try {
            return raw.read();
        } catch (IOException e) {
            throw exchange.clientFailed(e);
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return raw.read(bytes, offset, length);
        } catch (IOException e) {
            throw exchange.clientFailed(e);
        }
    }

    @Override
    public int read(ByteBuffer buffer) throws IOException {
        try {
            return raw.read(buffer);
        } catch (IOException e) {
            throw exchange.clientFailed(e);
        }
    }

    @Override
    public int available() throws IOException {
        return raw.available();
    }

    @Override
    public void close() throws IOException {
        raw.close();
    }

    @Override
    public boolean isFinished() {
        return raw.isFinished();
    }

    @Override
    public boolean isReady() {
        return raw.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        raw.setReadListener(new ExchangeReadListener(listener, exchange));
    }
}
