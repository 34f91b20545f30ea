package io.github.gatefault.filter.internal.exchange;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The body as the app writes it. It counts before it writes: a container thread may read the count as soon as the last byte is
 * out. An exception that is thrown here is the client's fault.
 */
final class ExchangeOutputStream extends ServletOutputStream {
    private final @Nullable ServletOutputStream raw;
    private final Exchange exchange;
    private final ExchangeResponse response;

    ExchangeOutputStream(@Nullable ServletOutputStream raw, Exchange exchange, ExchangeResponse response) {
        this.raw = raw;
        this.exchange = exchange;
        this.response = response;
    }

    private interface Writing {
        void to(ServletOutputStream raw) throws IOException;
    }

    @Override
    public void write(int b) throws IOException {
        if (raw == null || response.dropsBytes(1) || (response.held() != null && isHeld(new byte[] {(byte) b}, 0, 1))) {
            return;
        }
        try {
            raw.write(b);
        } catch (IOException e) {
            throw exchange.clientFailed(e);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (raw == null || response.dropsBytes(length) || isHeld(bytes, offset, length)) {
            return;
        }
        try {
            raw.write(bytes, offset, length);
        } catch (IOException e) {
            throw exchange.clientFailed(e);
        }
    }

    private boolean isHeld(byte[] bytes, int offset, int length) throws IOException {
        HeldAnswer held = response.held();
        return held != null && held.take(bytes, offset, length);
    }

    /** Passes the buffer itself: a container that takes one need not copy it. */
    @Override
    public void write(ByteBuffer buffer) throws IOException {
        if (raw == null || response.dropsBytes(buffer.remaining())) {
            buffer.position(buffer.limit());
            return;
        }
        if (response.held() != null) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            if (isHeld(bytes, 0, bytes.length)) {
                buffer.position(buffer.limit());
                return;
            }
        }
        try {
            raw.write(buffer);
        } catch (IOException e) {
            throw exchange.clientFailed(e);
        }
    }

    /** Passes on what was held back. Containers require the question before a non-blocking write. */
    void pass(byte[] held) throws IOException {
        if (raw == null) {
            return;
        }
        if (response.isNonBlocking()) {
            raw.isReady();
        }
        send(raw, out -> out.write(held));
    }

    @Override
    public void flush() throws IOException {
        if (raw != null && !response.holdsFlush()) {
            send(raw, ServletOutputStream::flush);
        }
    }

    @Override
    public void close() throws IOException {
        if (raw != null && !response.handleClose()) {
            send(raw, ServletOutputStream::close);
        }
    }

    private void send(ServletOutputStream client, Writing writing) throws IOException {
        try {
            writing.to(client);
        } catch (IOException e) {
            throw exchange.clientFailed(e);
        }
    }

    @Override
    public boolean isReady() {
        return raw == null || exchange.isTakenOver() || raw.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        ExchangeWriteListener watched = new ExchangeWriteListener(listener, exchange);
        if (raw == null || exchange.isTakenOver()) {
            // The container would never call the listener now, which may have to release what it holds.
            exchange.startAsync(watched::runDiscarded);
            return;
        }
        response.setNonBlocking();
        raw.setWriteListener(watched);
    }

    // Each container encodes text in its own way. The other methods for text are based on these three.

    private void print(Writing text) throws IOException {
        if (raw != null && !response.dropsText()) {
            response.release(false);
            send(raw, text);
        }
    }

    @Override
    public void print(String s) throws IOException {
        print(out -> out.print(s));
    }

    @Override
    public void println() throws IOException {
        print(ServletOutputStream::println);
    }

    @Override
    public void println(String s) throws IOException {
        print(out -> out.println(s));
    }
}
