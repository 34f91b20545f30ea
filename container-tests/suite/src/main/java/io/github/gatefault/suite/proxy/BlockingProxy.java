package io.github.gatefault.suite.proxy;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** The simplest: one thread from end to end, and what the client throws leaves the servlet. */
public final class BlockingProxy extends HttpServlet {
    private static final long serialVersionUID = 1;
    private final transient JdkClient client;

    /** Proxies along this route. */
    public BlockingProxy(Route route) {
        client = new JdkClient(route);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            relay(JdkClient.client().send(client.request(request), BodyHandlers.ofInputStream()), response);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The container is being stopped");
        }
    }

    /** Copies head and body, and what fails, fails. */
    static void relay(HttpResponse<InputStream> answer, HttpServletResponse response) throws IOException {
        JdkClient.relayHead(answer, response);
        try (InputStream in = answer.body()) {
            OutputStream out = response.getOutputStream();
            byte[] buffer = new byte[8192];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                if (JdkClient.isLive(answer)) {
                    out.flush();
                }
            }
        }
    }
}
