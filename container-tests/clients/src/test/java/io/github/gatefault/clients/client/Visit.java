package io.github.gatefault.clients.client;

import io.github.gatefault.filter.UpstreamFailures;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A visitor's request, and how an app answers it with what its client got.
 *
 * @param thrown hears of exceptions that do not leave the servlet
 * @param cancellable takes what cancels the call
 */
public record Visit(
        HttpServletRequest request,
        HttpServletResponse response,
        Consumer<Throwable> thrown,
        Consumer<Runnable> cancellable) {

    /** An answer that was read to its end before anything was passed on. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Whole(int status, byte @Nullable [] body) {}

    /** Passes on what has been read. */
    void whole(int status, byte @Nullable [] body) throws IOException {
        response.setStatus(status);
        response.setContentType("application/octet-stream");
        if (body != null) {
            response.getOutputStream().write(body);
        }
    }

    /** Passes on what comes, as it comes. */
    void stream(int status, @Nullable InputStream body) throws IOException {
        response.setStatus(status);
        response.setContentType("application/octet-stream");
        if (body != null) {
            try (body) {
                body.transferTo(response.getOutputStream());
            }
        }
    }

    /** Passes on what will have been read. The filter is told of a failure as the client tells its callbacks. */
    void later(CompletionStage<Whole> answer) {
        AsyncContext async = request.startAsync();
        answer.whenComplete((whole, failure) -> {
            try {
                if (failure == null) {
                    whole(whole.status(), whole.body());
                } else {
                    thrown.accept(failure);
                    UpstreamFailures.report(request, failure);
                    response.sendError(HttpServletResponse.SC_BAD_GATEWAY);
                }
            } catch (IOException e) {
                thrown.accept(e);
            }
            async.complete();
        });
    }
}
