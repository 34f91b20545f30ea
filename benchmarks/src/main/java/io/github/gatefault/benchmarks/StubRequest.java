package io.github.gatefault.benchmarks;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request with a few headers. */
final class StubRequest extends HttpServletRequestWrapper {
    private final Map<String, String> headers =
            Map.of("Host", "shop.example", "Accept", "application/json", "User-Agent", "benchmark");
    private final Map<String, Object> attributes = new HashMap<>();

    StubRequest() {
        super(StubContainer.unsupported(HttpServletRequest.class));
    }

    void recycle() {
        attributes.clear();
    }

    @Override
    public String getMethod() {
        return "GET";
    }

    @Override
    public @Nullable String getHeader(String name) {
        return headers.get(name);
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return attributes.get(name);
    }

    @Override
    public void setAttribute(String name, Object value) {
        attributes.put(name, value);
    }

    @Override
    public DispatcherType getDispatcherType() {
        return DispatcherType.REQUEST;
    }

    @Override
    public boolean isAsyncStarted() {
        return false;
    }
}
