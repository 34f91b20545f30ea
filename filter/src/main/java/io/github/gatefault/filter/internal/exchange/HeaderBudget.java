package io.github.gatefault.filter.internal.exchange;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** Whether the headers fit into what the container can send over HTTP/1.1; larger ones make an empty 500, or no answer. */
final class HeaderBudget {
    /** Below this no container has trouble, so the headers are not counted and the container is not asked. */
    private static final int ALWAYS_ENOUGH = 4000;

    /** The status line and what containers add: Date, Server, Connection, Keep-Alive, Transfer-Encoding. */
    private static final int RESERVED_FOR_CONTAINER = 256;

    private HeaderBudget() {}

    /** Returns how the headers exceed the budget, or {@code null} if they do not. Resets an estimate that was too high. */
    static @Nullable String overflow(ResponseSize estimate, HttpServletResponse response, Exchange exchange) {
        if (estimate.headerBytes() < ALWAYS_ENOUGH
                || response.isCommitted()
                || !exchange.rawRequest.getProtocol().startsWith("HTTP/1")) {
            return null;
        }
        estimate.resetHeaders();
        for (String name : response.getHeaderNames()) {
            for (String value : response.getHeaders(name)) {
                estimate.addHeader(name, value.length());
            }
        }
        int limit = exchange.container().maxHeaderBytes();
        if (estimate.headerBytes() < limit - RESERVED_FOR_CONTAINER) {
            estimate.resetHeaders();
            return null;
        }
        return estimate.headerBytes() + " bytes of headers, where the container takes " + limit;
    }
}
