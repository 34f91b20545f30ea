package io.github.gatefault.suite.proxy;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Starts an asynchronous exchange, writes on the client's thread, and answers failures by {@code sendError}. */
public final class AsyncProxy extends HttpServlet {
    private static final long serialVersionUID = 1;
    private final transient JdkClient client;

    /** Proxies along this route. */
    public AsyncProxy(Route route) {
        client = new JdkClient(route);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        AsyncContext async = request.startAsync();
        async.setTimeout(client.asyncTimeout());
        CompletableFuture<Void> unused = JdkClient.client()
                .sendAsync(client.request(request), BodyHandlers.ofInputStream())
                .handleAsync((answer, failure) -> {
                    relay(answer, failure, request, response, async);
                    return null;
                });
    }

    private static void relay(
            @Nullable HttpResponse<InputStream> answer,
            @Nullable Throwable failure,
            HttpServletRequest request,
            HttpServletResponse response,
            AsyncContext async) {
        if (answer == null) {
            Failures.answer(failure, request, response, async);
            return;
        }
        try {
            BlockingProxy.relay(answer, response);
        } catch (IOException e) {
            Failures.answer(e, request, response, async);
            return;
        }
        async.complete();
    }
}
