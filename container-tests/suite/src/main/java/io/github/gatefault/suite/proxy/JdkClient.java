package io.github.gatefault.suite.proxy;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;

/** What all hand-written proxies share: from a servlet request to a client's request, and the head back. */
final class JdkClient {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofMillis(900))
            .build();

    /** Of one connection only (RFC 9110, section 7.6.1), or set by the client itself. */
    private static final Set<String> NOT_PASSED_ON = Set.of(
            "connection",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "host",
            "content-length",
            "expect");

    private final Route route;

    JdkClient(Route route) {
        this.route = route;
    }

    static HttpClient client() {
        return CLIENT;
    }

    HttpRequest request(HttpServletRequest incoming) {
        HttpRequest.Builder outgoing = HttpRequest.newBuilder(route.of(incoming.getRequestURI()))
                .timeout(route.timeout())
                .method(incoming.getMethod(), body(incoming));
        for (String name : Collections.list(incoming.getHeaderNames())) {
            if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                Collections.list(incoming.getHeaders(name)).forEach(value -> outgoing.header(name, value));
            }
        }
        return outgoing.build();
    }

    /** Returns how long, in milliseconds, an exchange may take as a whole. */
    long asyncTimeout() {
        return 5 * route.timeout().toMillis();
    }

    private static BodyPublisher body(HttpServletRequest incoming) {
        if (incoming.getHeader("Transfer-Encoding") == null && incoming.getContentLengthLong() <= 0) {
            return BodyPublishers.noBody();
        }
        BodyPublisher body = BodyPublishers.ofInputStream(() -> {
            try {
                return incoming.getInputStream();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return incoming.getContentLengthLong() > 0
                ? BodyPublishers.fromPublisher(body, incoming.getContentLengthLong())
                : body;
    }

    /** Sets the status and the fields of the upstream's answer. */
    static void relayHead(HttpResponse<?> answer, HttpServletResponse response) {
        response.setStatus(answer.statusCode());
        answer.headers().map().forEach((name, values) -> {
            String lowerCase = name.toLowerCase(Locale.ROOT);
            if (lowerCase.equals("content-length") || !NOT_PASSED_ON.contains(lowerCase)) {
                values.forEach(value -> response.addHeader(name, value));
            }
        });
    }

    /** Returns whether each part has to reach the client at once. */
    static boolean isLive(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("content-type")
                .filter(type -> type.startsWith("text/event-stream"))
                .isPresent();
    }
}
