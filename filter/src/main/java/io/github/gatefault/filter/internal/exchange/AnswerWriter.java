package io.github.gatefault.filter.internal.exchange;

import io.github.gatefault.filter.internal.answer.Answer;
import io.github.gatefault.filter.internal.answer.Answer.Header;
import io.github.gatefault.filter.internal.container.ContainerObjects;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts our answer in the place of the app's. A reset takes away everything that was said so far, also what outer filters
 * said for every answer, so that is kept and said again; what described the failed answer is not.
 */
final class AnswerWriter {
    private static final String[] NOTHING = {};
    /** The container's own to say, as soon as it has a request. */
    private static final String DATE = "Date";

    /** What protects the visitor, or lets a script read the answer, holds for ours too, whoever said it. */
    private static final Set<String> KEPT = Set.of(
            "strict-transport-security",
            "cross-origin-opener-policy",
            "cross-origin-embedder-policy",
            "cross-origin-resource-policy",
            "permissions-policy",
            "referrer-policy",
            "x-frame-options",
            "timing-allow-origin",
            "vary");

    /** What describes a body or its upstream, even where an outer filter said it. */
    private static final Set<String> OF_THE_BODY = Set.of(
            "content-type",
            "content-length",
            "content-encoding",
            "content-language",
            "content-range",
            "content-disposition",
            "content-location",
            "accept-ranges",
            "etag",
            "last-modified",
            "expires",
            "cache-control",
            "trailer",
            "transfer-encoding",
            "location",
            "refresh");

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final String[] atEntry;
    private List<Header> kept = List.of();
    private @Nullable String relayedRetryAfter;
    private List<String> relayedProxyStatus = List.of();

    AnswerWriter(HttpServletRequest request, HttpServletResponse response, String[] atEntry) {
        this.request = request;
        this.response = response;
        this.atEntry = atEntry;
    }

    /** Returns names and values in turn: flat, since it is made for every exchange and read for few. */
    static String[] headersOf(HttpServletResponse response) {
        Collection<String> names = response.getHeaderNames();
        if (names.isEmpty()) {
            return NOTHING;
        }
        List<String> flat = new ArrayList<>(2 * names.size());
        for (String name : names) {
            if (name.equals(DATE)) {
                continue;
            }
            for (String value : response.getHeaders(name)) {
                flat.add(name);
                flat.add(value);
            }
        }
        return flat.toArray(NOTHING);
    }

    @Nullable
    String relayedRetryAfter() {
        return relayedRetryAfter;
    }

    List<String> relayedProxyStatus() {
        return relayedProxyStatus;
    }

    /** Takes back all that the app has said; returns whether that was still possible. */
    boolean discardAnswer(ExchangeResponse app) {
        List<Header> keep = new ArrayList<>();
        for (String name : response.getHeaderNames()) {
            if (survives(name.toLowerCase(Locale.ROOT))) {
                response.getHeaders(name).forEach(value -> keep.add(new Header(name, value)));
            }
        }
        for (int i = 0; i < atEntry.length; i += 2) {
            String name = atEntry[i].toLowerCase(Locale.ROOT);
            if (!survives(name) && !OF_THE_BODY.contains(name)) {
                keep.add(new Header(atEntry[i], atEntry[i + 1]));
            }
        }
        if (request.getProtocol().startsWith("HTTP/1") && "close".equalsIgnoreCase(response.getHeader("Connection"))) {
            keep.add(new Header("Connection", "close"));
        }
        keep.addAll(newSession());
        relayedRetryAfter = response.getHeader("Retry-After");
        relayedProxyStatus = List.copyOf(response.getHeaders("Proxy-Status"));
        try {
            if (app.hasTrailers()) {
                response.setTrailerFields(Map::of);
            }
            response.reset();
        } catch (IllegalStateException e) {
            return false;
        }
        ContainerObjects.forgetUndertowsCookies(response, app.cookies());
        kept = keep;
        return true;
    }

    private static boolean survives(String name) {
        return KEPT.contains(name) || name.startsWith("access-control-");
    }

    /**
     * The cookie of a session that this request began: a reset may lose it, and with it what outer filters stored.
     */
    private List<Header> newSession() {
        HttpSession session = request.getSession(false);
        if (session == null || !session.isNew()) {
            return List.of();
        }
        String configured = request.getServletContext().getSessionCookieConfig().getName();
        String start = (configured == null ? "JSESSIONID" : configured) + "=";
        return response.getHeaders("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(start))
                .map(cookie -> new Header("Set-Cookie", cookie))
                .toList();
    }

    /** After a reset, Jetty tells the cookie of a new session twice. */
    private void sayCookiesOnce() {
        Collection<String> said = response.getHeaders("Set-Cookie");
        Set<String> cookies = new LinkedHashSet<>(said);
        if (cookies.size() < said.size()) {
            Iterator<String> once = cookies.iterator();
            response.setHeader("Set-Cookie", once.next());
            once.forEachRemaining(cookie -> response.addHeader("Set-Cookie", cookie));
        }
    }

    /** Writes the answer into the response that was discarded. Neither flushes nor closes: the container knows when. */
    void write(Answer answer, boolean nonBlocking) throws IOException {
        response.setStatus(answer.status());
        boolean cookies = false;
        for (Header header : kept) {
            if (!response.getHeaders(header.name()).contains(header.value())) {
                response.addHeader(header.name(), header.value());
            }
            cookies |= header.name().equalsIgnoreCase("Set-Cookie");
        }
        if (cookies) {
            sayCookiesOnce();
        }
        for (Header header : answer.headers()) {
            if (response.containsHeader(header.name())) {
                response.setHeader(header.name(), header.value());
            } else {
                response.addHeader(header.name(), header.value());
            }
        }
        response.addHeader("Vary", answer.vary());
        response.setContentType(answer.contentType());
        String type = response.getContentType();
        if (type != null
                && type.contains("charset")
                && !type.toLowerCase(Locale.ROOT).contains("utf-8")) {
            // Undertow keeps the failed answer's charset through a reset.
            response.setCharacterEncoding("UTF-8");
        }
        byte[] body = answer.body();
        response.setContentLength(body.length);
        if ("HEAD".equals(request.getMethod())) {
            return;
        }
        if (body.length > response.getBufferSize()) {
            // It may be written on a thread that must not wait for the visitor.
            response.setBufferSize(body.length);
        }
        ServletOutputStream out = response.getOutputStream();
        if (nonBlocking) {
            // Containers want to be asked; Tomcat has forgotten the listener with the reset and says no for ever.
            out.isReady();
        }
        out.write(body);
    }
}
