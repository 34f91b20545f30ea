package io.github.gatefault.filter.internal.exchange;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The body as the app prints it. Containers' writers differ in line ends and buffering, so each call goes to their own. */
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
            TextPrefix held = response.heldText();
            text.to(held == null ? raw : held);
            if (held != null) {
                response.heldTextAdded();
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
    public void write(char[] chars) {
        print(out -> out.write(chars));
    }

    @Override
    public void write(String s, int offset, int length) {
        print(out -> out.write(s, offset, length));
    }

    @Override
    public void write(String s) {
        print(out -> out.write(s));
    }

    @Override
    public void print(boolean b) {
        print(out -> out.print(b));
    }

    @Override
    public void print(char c) {
        print(out -> out.print(c));
    }

    @Override
    public void print(int i) {
        print(out -> out.print(i));
    }

    @Override
    public void print(long l) {
        print(out -> out.print(l));
    }

    @Override
    public void print(float f) {
        print(out -> out.print(f));
    }

    @Override
    public void print(double d) {
        print(out -> out.print(d));
    }

    @Override
    public void print(char[] s) {
        print(out -> out.print(s));
    }

    @Override
    public void print(@Nullable String s) {
        print(out -> out.print(s));
    }

    @Override
    public void print(@Nullable Object o) {
        print(out -> out.print(o));
    }

    @Override
    public void println() {
        print(PrintWriter::println);
    }

    @Override
    public void println(boolean b) {
        print(out -> out.println(b));
    }

    @Override
    public void println(char c) {
        print(out -> out.println(c));
    }

    @Override
    public void println(int i) {
        print(out -> out.println(i));
    }

    @Override
    public void println(long l) {
        print(out -> out.println(l));
    }

    @Override
    public void println(float f) {
        print(out -> out.println(f));
    }

    @Override
    public void println(double d) {
        print(out -> out.println(d));
    }

    @Override
    public void println(char[] s) {
        print(out -> out.println(s));
    }

    @Override
    public void println(@Nullable String s) {
        print(out -> out.println(s));
    }

    @Override
    public void println(@Nullable Object o) {
        print(out -> out.println(o));
    }

    @Override
    public PrintWriter printf(String format, @Nullable Object... args) {
        print(out -> out.printf(format, args));
        return this;
    }

    @Override
    public PrintWriter printf(Locale locale, String format, @Nullable Object... args) {
        print(out -> out.printf(locale, format, args));
        return this;
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

    @Override
    public PrintWriter append(@Nullable CharSequence text) {
        print(out -> out.append(text));
        return this;
    }

    @Override
    public PrintWriter append(@Nullable CharSequence text, int start, int end) {
        print(out -> out.append(text, start, end));
        return this;
    }

    @Override
    public PrintWriter append(char c) {
        print(out -> out.append(c));
        return this;
    }
}
