package io.github.gatefault.filter.internal.exchange;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The body as the app prints it. Containers' writers differ in line ends, locales and buffering, so all text goes to theirs by
 * the methods that {@link PrintWriter} bases the others on.
 */
final class ExchangeWriter extends PrintWriter {
    private final @Nullable PrintWriter raw;
    private final ExchangeResponse response;

    ExchangeWriter(@Nullable PrintWriter raw, ExchangeResponse response) {
        super(Writer.nullWriter());
        this.raw = raw;
        this.response = response;
    }

    private interface Printing {
        void to(PrintWriter raw);
    }

    private void print(Printing text) {
        try {
            if (raw == null || response.dropsText()) {
                return;
            }
            HeldAnswer held = response.held();
            TextPrefix prefix = held == null ? null : held.text();
            text.to(prefix == null ? raw : prefix);
            if (held != null && prefix != null) {
                held.decideIfExpired();
            }
        } catch (IOException e) {
            // What was held back could not be sent: a writer shows that by checkError.
            setError();
        }
    }

    /** Passes on what was held back. */
    void pass(TextPrefix held) {
        if (raw != null) {
            held.passTo(raw);
        }
    }

    private boolean holdsFlush() {
        try {
            return response.holdsFlush();
        } catch (IOException e) {
            setError();
            return true;
        }
    }

    @Override
    public void flush() {
        if (raw != null && !holdsFlush()) {
            raw.flush();
        }
    }

    @Override
    public void close() {
        if (raw != null && !response.handleClose()) {
            raw.close();
        }
    }

    @Override
    public boolean checkError() {
        return super.checkError() || (raw != null && !holdsFlush() && raw.checkError());
    }

    @Override
    public void write(int c) {
        print(out -> out.write(c));
    }

    @Override
    public void write(char[] chars, int offset, int length) {
        print(out -> out.write(chars, offset, length));
    }

    @Override
    public void write(String s, int offset, int length) {
        print(out -> out.write(s, offset, length));
    }

    @Override
    public void println() {
        print(PrintWriter::println);
    }

    @Override
    public PrintWriter format(String format, @Nullable Object... args) {
        print(out -> out.format(format, args));
        return this;
    }

    @Override
    public PrintWriter format(Locale locale, String format, @Nullable Object... args) {
        print(out -> out.format(locale, format, args));
        return this;
    }
}
