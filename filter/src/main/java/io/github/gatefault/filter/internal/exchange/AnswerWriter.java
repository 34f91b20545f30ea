package io.github.gatefault.filter.internal.exchange;

import io.github.gatefault.filter.internal.answer.Answer;
import io.github.gatefault.filter.internal.answer.Answer.Header;
import io.github.gatefault.filter.internal.container.ServletContainer;
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

/** Replaces the app's answer with ours. The reset also removes what outer filters set, so all but body headers is set again. */
final class AnswerWriter {
    private static final String[] NOTHING = {};

    /** Set by the container itself. */
    private static final String DATE = "Date";

    /** They protect the client, or allow scripts to read the answer: they are kept even if the app set them. */
    private static final Set<String> KEPT_HEADERS = Set.of(
            "strict-transport-security",
            "cross-origin-opener-policy",
            "cross-origin-embedder-policy",
            "cross-origin-resource-policy",
            "permissions-policy",
            "referrer-policy",
            "x-frame-options",
            "timing-allow-origin",
            "vary");

    /** They describe the failed body: they are dropped even if an outer filter set them. */
    private static final Set<String> BODY_HEADERS = Set.of(
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
    private final String[] headersAtEntry;
    private List<Header> kept = List.of();

    AnswerWriter(HttpServletRequest request, HttpServletResponse response, String[] headersAtEntry) {
        this.request = request;
        this.response = response;
        this.headersAtEntry = headersAtEntry;
    }

    /** Returns names and values in turn. The array is flat, since it is made for every exchange and read for few. */
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

    /** Discards the app's answer; returns whether that was still possible. */
    boolean discard(ExchangeResponse app) {
        List<Header> keep = new ArrayList<>();
        for (String name : response.getHeaderNames()) {
            if (isKept(name.toLowerCase(Locale.ROOT))) {
                response.getHeaders(name).forEach(value -> keep.add(new Header(name, value)));
            }
        }
        for (int i = 0; i < headersAtEntry.length; i += 2) {
            String name = headersAtEntry[i].toLowerCase(Locale.ROOT);
            if (!isKept(name) && !BODY_HEADERS.contains(name)) {
                keep.add(new Header(headersAtEntry[i], headersAtEntry[i + 1]));
            }
        }
        if (request.getProtocol().startsWith("HTTP/1") && "close".equalsIgnoreCase(response.getHeader("Connection"))) {
            keep.add(new Header("Connection", "close"));
        }
        keep.addAll(newSessionCookie());
        try {
            if (app.hasTrailers()) {
                response.setTrailerFields(Map::of);
            }
            response.reset();
        } catch (IllegalStateException e) {
            return false;
        }
        ServletContainer.of(request).removeCookies(app.cookies());
        kept = keep;
        return true;
    }

    private static boolean isKept(String name) {
        return KEPT_HEADERS.contains(name) || name.startsWith("access-control-");
    }

    /** The cookie of a session that began in this request: a reset may lose it, and with it what outer filters stored. */
    private List<Header> newSessionCookie() {
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

    /** After a reset, Jetty sends the cookie of a new session twice. */
    private void removeDuplicateCookies() {
        Collection<String> all = response.getHeaders("Set-Cookie");
        Set<String> cookies = new LinkedHashSet<>(all);
        if (cookies.size() < all.size()) {
            Iterator<String> each = cookies.iterator();
            response.setHeader("Set-Cookie", each.next());
            each.forEachRemaining(cookie -> response.addHeader("Set-Cookie", cookie));
        }
    }

    /** Writes the answer. Neither flushes nor closes: the container knows when. */
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
            removeDuplicateCookies();
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
            // This thread may be one that must not wait for the client.
            response.setBufferSize(body.length);
        }
        ServletOutputStream out = response.getOutputStream();
        if (nonBlocking) {
            // Containers require the question; Tomcat has lost the listener with the reset and never says yes.
            out.isReady();
        }
        out.write(body);
    }
}
