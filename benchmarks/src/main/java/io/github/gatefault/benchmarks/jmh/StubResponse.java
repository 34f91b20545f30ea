package io.github.gatefault.benchmarks.jmh;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A response that serves again and again: it remembers the headers, counts the body, and allocates next to nothing. */
final class StubResponse extends HttpServletResponseWrapper {
    private static final int BUFFER = 8192;

    private final Entries<String> headers = new Entries<>();
    private final ServletOutputStream stream = new Body();
    private final PrintWriter writer = new PrintWriter(new OutputStreamWriter(stream, UTF_8));
    /** Single bytes go there as into a container's buffer: were they only counted, the JIT would make one sum of all. */
    private final byte[] buffer = new byte[BUFFER];

    private int bufferSize = BUFFER;
    private int status = SC_OK;
    private long written;
    private long contentLength = -1;
    private boolean flushed;
    private @Nullable String contentType;
    private @Nullable String charset;

    StubResponse() {
        super(Stubs.unsupported(HttpServletResponse.class));
    }

    /** A response to which nothing has been said. */
    void recycle() {
        flushed = false;
        written = 0;
        bufferSize = BUFFER;
        reset();
    }

    /** Sends what is in the writer. */
    void finish() {
        writer.flush();
        flushed = true;
    }

    /** Returns how long the body is. */
    long written() {
        return written;
    }

    /** Checks that the benchmark measures what it says. */
    void expect(int status, String type, long length) {
        if (this.status != status || contentType == null || !contentType.startsWith(type) || written != length) {
            throw new IllegalStateException("The answer is %d, %s, %d bytes; and not %d, %s, %d bytes"
                    .formatted(this.status, contentType, written, status, type, length));
        }
    }

    private final class Body extends ServletOutputStream {
        @Override
        public void write(int b) {
            buffer[(int) written++ & (BUFFER - 1)] = (byte) b;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            written += length;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException("blocking only");
        }
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return stream;
    }

    @Override
    public PrintWriter getWriter() {
        return writer;
    }

    @Override
    public boolean isCommitted() {
        return flushed || written > bufferSize || (contentLength > 0 && written >= contentLength);
    }

    @Override
    public void flushBuffer() {
        finish();
    }

    @Override
    public void reset() {
        resetBuffer();
        headers.clear();
        status = SC_OK;
        contentLength = -1;
        contentType = null;
        charset = null;
    }

    @Override
    public void resetBuffer() {
        if (isCommitted()) {
            throw new IllegalStateException("The response is on its way");
        }
        written = 0;
    }

    @Override
    public int getBufferSize() {
        return bufferSize;
    }

    @Override
    public void setBufferSize(int size) {
        bufferSize = size;
    }

    @Override
    public void setStatus(int status) {
        this.status = status;
    }

    @Override
    public int getStatus() {
        return status;
    }

    @Override
    public void setHeader(String name, String value) {
        if (!describesTheBody(name, value)) {
            headers.set(name, value);
        }
    }

    @Override
    public void addHeader(String name, String value) {
        if (!describesTheBody(name, value)) {
            headers.add(name, value);
        }
    }

    private boolean describesTheBody(String name, String value) {
        if (name.equalsIgnoreCase("Content-Type")) {
            setContentType(value);
        } else if (name.equalsIgnoreCase("Content-Length")) {
            contentLength = Long.parseLong(value);
        } else {
            return false;
        }
        return true;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return headers.get(name);
    }

    @Override
    public Collection<String> getHeaders(String name) {
        return headers.all(name);
    }

    @Override
    public Collection<String> getHeaderNames() {
        return headers.names();
    }

    @Override
    public boolean containsHeader(String name) {
        return headers.get(name) != null;
    }

    @Override
    public void setContentType(@Nullable String type) {
        contentType = type;
    }

    @Override
    public @Nullable String getContentType() {
        return contentType;
    }

    @Override
    public void setCharacterEncoding(String charset) {
        this.charset = charset;
    }

    @Override
    public String getCharacterEncoding() {
        return charset == null ? "UTF-8" : charset;
    }

    @Override
    public void setContentLength(int length) {
        contentLength = length;
    }

    @Override
    public void setContentLengthLong(long length) {
        contentLength = length;
    }

    @Override
    public void setLocale(Locale locale) {}

    @Override
    public Locale getLocale() {
        return Locale.ENGLISH;
    }
}
