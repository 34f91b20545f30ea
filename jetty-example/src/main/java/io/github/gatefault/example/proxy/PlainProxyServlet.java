package io.github.gatefault.example.proxy;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.filter.UpstreamException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * A proxy as one writes it by hand, on the JDK's client: whatever goes wrong simply leaves {@link #service} as an exception.
 * It speaks plain HTTP/1.1 with the service, undoes its compression, and has limits of its own for what it passes on.
 */
@SuppressWarnings("serial") // Servlets are never serialized.
public final class PlainProxyServlet extends HttpServlet {
    private static final int LONGEST_HEADER_LINE = 8 * 1024;
    private static final long LARGEST_BODY = 64L * 1024 * 1024;

    /** Those of one connection only (RFC 9110, section 7.6.1), and those that the client sets or that we answer for. */
    private static final Set<String> NOT_PASSED_ON = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "host",
            "expect",
            "content-length",
            "accept-encoding",
            "http2-settings");

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();

    /** For the container. */
    public PlainProxyServlet() {}

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpResponse<InputStream> answer = send(upstreamRequest(request));
        try (InputStream body = answer.body()) {
            checkLimits(answer.headers());
            response.setStatus(answer.statusCode());
            passHeaders(answer.headers(), response);
            decoded(body, answer.headers()).transferTo(response.getOutputStream());
        }
    }

    private HttpRequest upstreamRequest(HttpServletRequest request) throws IOException {
        Routes routes = Routes.of(getServletContext());
        HttpRequest.Builder copy = HttpRequest.newBuilder(routes.targetOf(request))
                .timeout(Duration.ofSeconds(2))
                .method(request.getMethod(), bodyOf(request));
        for (String name : Collections.list(request.getHeaderNames())) {
            if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                Collections.list(request.getHeaders(name)).forEach(value -> copy.header(name, value));
            }
        }
        return copy.header("Via", "1.1 " + routes.pseudonym()).build();
    }

    private static BodyPublisher bodyOf(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() <= 0 && request.getHeader("Transfer-Encoding") == null) {
            return BodyPublishers.noBody();
        }
        InputStream body = request.getInputStream();
        return BodyPublishers.ofInputStream(() -> body);
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException stopped = new InterruptedIOException("Stopped while waiting for an answer");
            stopped.initCause(e);
            throw stopped;
        }
    }

    private static void checkLimits(HttpHeaders headers) {
        boolean longLine = headers.map().entrySet().stream()
                .flatMap(field -> field.getValue().stream().map(value -> field.getKey() + ": " + value))
                .anyMatch(line -> line.length() > LONGEST_HEADER_LINE);
        if (longLine) {
            throw new UpstreamException(CauseType.HTTP_RESPONSE_HEADER_SIZE);
        }
        if (headers.firstValueAsLong("Content-Length").orElse(0) > LARGEST_BODY) {
            throw new UpstreamException(CauseType.HTTP_RESPONSE_BODY_SIZE);
        }
    }

    private static void passHeaders(HttpHeaders headers, HttpServletResponse response) {
        headers.map().forEach((name, values) -> {
            String lowerCase = name.toLowerCase(Locale.ROOT);
            boolean ours = isGzip(headers) && lowerCase.equals("content-encoding");
            if (!ours && !NOT_PASSED_ON.contains(lowerCase)) {
                values.forEach(value -> response.addHeader(name, value));
            }
        });
    }

    private static InputStream decoded(InputStream body, HttpHeaders headers) throws IOException {
        return isGzip(headers) ? new GZIPInputStream(body) : body;
    }

    private static boolean isGzip(HttpHeaders headers) {
        return headers.firstValue("Content-Encoding")
                .filter("gzip"::equalsIgnoreCase)
                .isPresent();
    }
}
