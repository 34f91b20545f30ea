package io.github.gatefault.filter.internal.upstream;

import jakarta.servlet.ServletRequest;
import org.jspecify.annotations.Nullable;

/** The exchange as the app's clients and proxies see it: they record here what they call and how it fails. */
public interface CallRecorder {
    /** The request attribute in which the exchange travels through dispatches. */
    String ATTRIBUTE = "io.github.gatefault.exchange";

    /** Returns the exchange of this request, or {@code null} if the request did not come through the filter. */
    static @Nullable CallRecorder of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof CallRecorder recorder ? recorder : null;
    }

    /** Returns the name of the header that carries the correlation ID. */
    String idHeader();

    /** Returns the correlation ID. */
    String correlationId();

    /** Records a call that begins now. */
    void begin(Call call);

    /** Records an exception that a proxy would swallow. */
    void report(Throwable failure);
}
