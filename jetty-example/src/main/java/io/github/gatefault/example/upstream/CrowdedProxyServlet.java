package io.github.gatefault.example.upstream;

import io.github.gatefault.example.proxy.GatewayProxyServlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The same proxy when others were faster: before a visitor's turn, two more requests ask the same service for something that
 * takes a while. With {@code maxConnections} and {@code maxQueued} of 1, one has the connection and one the queue.
 */
@SuppressWarnings("serial") // Servlets are never serialized.
public final class CrowdedProxyServlet extends GatewayProxyServlet {
    private static final Logger log = LoggerFactory.getLogger(CrowdedProxyServlet.class);

    /** For the container. */
    public CrowdedProxyServlet() {}

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String target = rewriteTarget(request);
        takeTheConnection(target);
        another(target).send(result -> log.debug("The visitor in the queue is done: {}", result));
        super.service(request, response);
    }

    /** Returns once one of the others is being served, or is turned away because all is taken already. */
    private void takeTheConnection(String target) {
        CountDownLatch turn = new CountDownLatch(1);
        another(target).onRequestCommit(request -> turn.countDown()).send(result -> turn.countDown());
        try {
            if (!turn.await(5, TimeUnit.SECONDS)) {
                log.warn("The service behind {} serves nobody", target);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Request another(String target) {
        return getHttpClient().newRequest(target).timeout(getTimeout(), TimeUnit.MILLISECONDS);
    }
}
