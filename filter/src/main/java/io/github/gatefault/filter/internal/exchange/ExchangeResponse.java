package io.github.gatefault.filter.internal.exchange;

import io.github.gatefault.filter.classify.Failure.Answered;
import io.github.gatefault.filter.classify.Phase;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The response as the app sees it. While the exchange passes, everything goes through. Once it is taken over, everything is
 * dropped. A relayed failure is held back until it is decided, and a flush waits for that.
 */
final class ExchangeResponse extends GuardedResponse {
    /** The longest date or number. */
    private static final int NUMBER_LENGTH = 32;
    /** The longest attributes of a cookie. */
    private static final int COOKIE_ATTRIBUTES_LENGTH = 124;

    private final ResponseSize size = new ResponseSize();
    private @Nullable ExchangeOutputStream stream;
    private @Nullable ExchangeWriter writer;
    private @Nullable List<String> cookies;
    private @Nullable HeldAnswer held;
    private boolean statusSet;
    private boolean nonBlocking;
    private boolean trailers;
    private boolean resetTooLate;
    private boolean forwarded;

    ExchangeResponse(HttpServletResponse raw, Exchange exchange) {
        super(raw, exchange);
    }

    /** Returns whether one of these is among the wrappers. */
    static boolean isIn(ServletResponse response) {
        return response instanceof ExchangeResponse
                || (response instanceof ServletResponseWrapper wrapper && wrapper.isWrapperFor(ExchangeResponse.class));
    }

    // What the exchange asks.

    Phase phase() {
        if (super.isCommitted()) {
            return Phase.COMMITTED;
        }
        return size.hasBody() ? Phase.BODY : hasHeaders() ? Phase.HEADERS : Phase.NOTHING;
    }

    /** Jetty's proxies set the status with the status line, before any header may have come. */
    private boolean hasHeaders() {
        return statusSet && (size.hasHeaders() || getContentType() != null);
    }

    /** Returns whether a relayed failure is held back whose origin is still unknown. */
    boolean isUndecided() {
        return held != null && exchange.isRelayedFailure(getStatus()) && !super.isCommitted() && !announcesBodyOfHead();
    }

    /** Returns the whole answer, if it is undecided. */
    Answered relayed() {
        return Objects.requireNonNull(held, "held").answered(true);
    }

    /** Returns whether fewer bytes were written than the client was promised. */
    boolean isShort() {
        return stream != null && writer == null && size.isShort() && hasBody();
    }

    ResponseSize size() {
        return size;
    }

    /** Returns whether a framework may have ended this answer politely because of an exception. */
    boolean mayHideException() {
        return resetTooLate
                || (!size.hasBody() && writer == null && !super.isCommitted() && getStatus() == SC_OK && hasBody());
    }

    boolean hasTrailers() {
        return trailers;
    }

    List<String> cookies() {
        return cookies == null ? List.of() : cookies;
    }

    /** A HEAD has no bytes to decide by; headers that describe the body of the GET show that there is one. */
    private boolean announcesBodyOfHead() {
        return isHead() && (size.announcesBody() || getContentType() != null);
    }

    private boolean hasBody() {
        int status = getStatus();
        return !isHead() && status >= 200 && status != SC_NO_CONTENT && status != SC_NOT_MODIFIED;
    }

    /** Records that a forward has answered: from now on only the container uses the response, to close it. */
    void forwarded() {
        forwarded = true;
    }

    // What the streams and the held answer ask and report.

    boolean isHead() {
        return "HEAD".equals(exchange.rawRequest.getMethod());
    }

    /** Returns whether the client has the beginning of the answer. */
    boolean hasBegun() {
        return super.isCommitted();
    }

    boolean isNonBlocking() {
        return nonBlocking;
    }

    void setNonBlocking() {
        nonBlocking = true;
    }

    /** Counts bytes that are about to be written; returns whether they must be dropped instead. */
    boolean dropsBytes(long bytes) throws IOException {
        if (exchange.isTakenOver()) {
            return true;
        }
        if (bytes > 0) {
            if (!size.hasBody() && headersOverflow()) {
                return true;
            }
            size.addBytes(bytes);
        }
        return false;
    }

    /** Records text that is about to be printed, whose bytes only the container can count; returns as {@link #dropsBytes}. */
    boolean dropsText() throws IOException {
        if (dropsBytes(1)) {
            return true;
        }
        size.addText();
        return false;
    }

    /** Returns what is held back, or {@code null} for nothing. */
    @Nullable
    HeldAnswer held() {
        return held;
    }

    /** Returns whether a flush must be left out: the exchange is taken over, or still undecided. */
    boolean holdsFlush() throws IOException {
        HeldAnswer answer = held;
        if (answer == null || exchange.isTakenOver()) {
            return exchange.isTakenOver() || headersOverflow();
        }
        answer.flush();
        return true;
    }

    /** Releases unchanged what is held back. */
    void release(boolean flush) throws IOException {
        HeldAnswer answer = held;
        if (answer == null) {
            return;
        }
        held = null;
        if (exchange.isTakenOver()) {
            return;
        }
        answer.passTo(stream, writer);
        if (flush && (!nonBlocking || stream == null || stream.isReady())) {
            flushBuffer();
        }
    }

    /** Returns whether the headers were too many for the container, so that the exchange is taken over. */
    boolean headersOverflow() {
        String overflow = HeaderBudget.overflow(size, (HttpServletResponse) getResponse(), exchange);
        if (overflow == null) {
            return false;
        }
        exchange.handleHeaderOverflow(overflow);
        return exchange.isTakenOver();
    }

    /** Handles the closing of the body; returns whether the container's must be left open. */
    boolean handleClose() {
        if (held != null || headersOverflow() || (isShort() && !super.isCommitted())) {
            exchange.finish();
        }
        return exchange.isTakenOver();
    }

    // How the app sends a failure.

    @Override
    public void sendError(int status) throws IOException {
        if (!exchange.handleSendError(status)) {
            super.sendError(status);
        }
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        if (!exchange.handleSendError(status)) {
            super.sendError(status, message);
        }
    }

    @Override
    public void setStatus(int status) {
        if (exchange.isTakenOver()) {
            return;
        }
        super.setStatus(status);
        if (super.isCommitted()) {
            exchange.statusSetAfterCommit(status);
        } else if (!exchange.isIncluding()) {
            statusSet = true;
            holdIfFailure(status);
        }
    }

    private void holdIfFailure(int status) {
        // Undertow silently ignores what is set in an include.
        boolean failure = exchange.isRelayedFailure(status) && getStatus() == status;
        if (failure && held == null && !size.hasBody()) {
            held = new HeldAnswer(exchange, this);
        } else if (!failure && held != null) {
            if (held.isEmpty()) {
                held = null;
            } else {
                held.expire();
            }
        }
    }

    // The body.

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        if (writer != null) {
            throw new IllegalStateException("getWriter() has been called on this response already");
        }
        if (stream == null) {
            stream = new ExchangeOutputStream(exchange.isTakenOver() ? null : super.getOutputStream(), exchange, this);
        }
        return stream;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        if (stream != null) {
            // Before the container is asked: Undertow adds a charset and only then throws.
            throw new IllegalStateException("getOutputStream() has been called on this response already");
        }
        if (forwarded && writer == null) {
            // A container that closes a forward's response by its writer then takes the stream, which sets no charset.
            throw new IllegalStateException("The response of a forward is complete");
        }
        if (writer == null) {
            writer = new ExchangeWriter(exchange.isTakenOver() ? null : super.getWriter(), this);
        }
        return writer;
    }

    @Override
    public void flushBuffer() throws IOException {
        if (holdsFlush()) {
            return;
        }
        try {
            super.flushBuffer();
        } catch (IOException e) {
            throw exchange.clientFailed(e);
        }
    }

    @Override
    public boolean isCommitted() {
        return exchange.isTakenOver() || super.isCommitted();
    }

    @Override
    public void resetBuffer() {
        if (exchange.isTakenOver()) {
            return;
        }
        resetTooLate |= super.isCommitted();
        super.resetBuffer();
        size.resetBody();
        held = exchange.isRelayedFailure(getStatus()) ? new HeldAnswer(exchange, this) : null;
    }

    @Override
    public void reset() {
        if (exchange.isTakenOver()) {
            return;
        }
        super.reset();
        super.setHeader(exchange.idHeader(), exchange.correlationId());
        stream = null;
        writer = null;
        size.reset();
        statusSet = false;
        held = null;
        forwarded = false;
    }

    // The headers.

    @Override
    public void setHeader(String name, String value) {
        if (accepts(name, value)) {
            super.setHeader(name, value);
        }
    }

    @Override
    public void addHeader(String name, String value) {
        if (accepts(name, value)) {
            super.addHeader(name, value);
        }
    }

    @Override
    public void setIntHeader(String name, int value) {
        if (accepts(name, null)) {
            declare(name, value);
            super.setIntHeader(name, value);
        }
    }

    @Override
    public void addIntHeader(String name, int value) {
        if (accepts(name, null)) {
            declare(name, value);
            super.addIntHeader(name, value);
        }
    }

    @Override
    public void setDateHeader(String name, long date) {
        if (accepts(name, null)) {
            super.setDateHeader(name, date);
        }
    }

    @Override
    public void addDateHeader(String name, long date) {
        if (accepts(name, null)) {
            super.addDateHeader(name, date);
        }
    }

    /** Returns whether the header may be set. The ID in the response is ours: an upstream's echo would be a second one. */
    private boolean accepts(String name, @Nullable String value) {
        String idHeader = exchange.idHeader();
        if (exchange.isTakenOver() || (name.length() == idHeader.length() && name.equalsIgnoreCase(idHeader))) {
            return false;
        }
        size.addHeader(name, value == null ? NUMBER_LENGTH : value.length());
        if (name.length() == "Content-Length".length() && name.equalsIgnoreCase("Content-Length") && value != null) {
            declare(ResponseSize.parseLength(value));
        }
        return true;
    }

    private void declare(String name, long value) {
        if (name.equalsIgnoreCase("Content-Length")) {
            declare(value);
        }
    }

    private void declare(long length) {
        if (!exchange.isIncluding() && !super.isCommitted()) {
            size.declare(length);
        }
    }

    @Override
    public void setContentLength(int length) {
        if (!exchange.isTakenOver()) {
            declare(length);
            super.setContentLength(length);
        }
    }

    @Override
    public void setContentLengthLong(long length) {
        if (!exchange.isTakenOver()) {
            declare(length);
            super.setContentLengthLong(length);
        }
    }

    @Override
    public void addCookie(Cookie cookie) {
        if (!exchange.isTakenOver()) {
            if (cookies == null) {
                cookies = new ArrayList<>(2);
            }
            cookies.add(cookie.getName());
            size.addHeader(cookie.getName(), cookie.getValue().length() + COOKIE_ATTRIBUTES_LENGTH);
            super.addCookie(cookie);
        }
    }

    @Override
    public void setTrailerFields(Supplier<Map<String, String>> supplier) {
        if (!exchange.isTakenOver()) {
            super.setTrailerFields(supplier);
            trailers = true;
        }
    }
}
