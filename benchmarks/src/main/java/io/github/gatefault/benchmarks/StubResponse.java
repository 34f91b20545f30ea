package io.github.gatefault.benchmarks;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A response that remembers and counts. */
final class StubResponse extends HttpServletResponseWrapper {
    private final Map<String, String> headers = new HashMap<>();
    private final ServletOutputStream body = new ServletOutputStream() {
        @Override
        public void write(int b) {
            written++;
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
    };

    private int status;
    private long written;
    private @Nullable String contentType;
    private long contentLength;

    StubResponse() {
        super(StubContainer.unsupported(HttpServletResponse.class));
    }

    void recycle() {
        headers.clear();
        status = SC_OK;
        written = 0;
        contentType = null;
        contentLength = -1;
    }

    @Override
    public boolean isCommitted() {
        return contentLength > 0 && written >= contentLength;
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
        headers.put(name, value);
    }

    @Override
    public Collection<String> getHeaderNames() {
        return headers.keySet();
    }

    @Override
    public Collection<String> getHeaders(String name) {
        String value = headers.get(name);
        return value == null ? List.of() : List.of(value);
    }

    @Override
    public void setContentType(String type) {
        contentType = type;
    }

    @Override
    public @Nullable String getContentType() {
        return contentType;
    }

    @Override
    public void setContentLength(int length) {
        contentLength = length;
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return body;
    }
}
