package io.github.gatefault.suite.proxy;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

/** Waits asynchronously and then dispatches back to itself, as Spring MVC does: failures are thrown in the second pass. */
public final class DispatchingProxy extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final String ANSWER = "suite.answer";
    private static final String FAILURE = "suite.failure";
    private final transient JdkClient client;

    /** Proxies along this route. */
    public DispatchingProxy(Route route) {
        client = new JdkClient(route);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            secondPass(request, response);
            return;
        }
        AsyncContext async = request.startAsync();
        async.setTimeout(client.asyncTimeout());
        CompletableFuture<Void> unused = JdkClient.client()
                .sendAsync(client.request(request), BodyHandlers.ofInputStream())
                .handleAsync((answer, failure) -> {
                    request.setAttribute(answer == null ? FAILURE : ANSWER, answer == null ? failure : answer);
                    async.dispatch();
                    return null;
                });
    }

    @SuppressWarnings("unchecked") // the attribute that the first pass has set
    private static void secondPass(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (request.getAttribute(FAILURE) instanceof Throwable failure) {
            throw new ServletException(failure);
        }
        BlockingProxy.relay((HttpResponse<InputStream>) request.getAttribute(ANSWER), response);
    }
}
