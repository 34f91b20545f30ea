package io.github.gatefault.filter.internal.exchange;

import io.github.gatefault.filter.classify.Failure.Answered;
import io.github.gatefault.filter.classify.Phase;
import io.github.gatefault.filter.internal.container.ContainerObjects;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The response as the app sees it. While the exchange passes, all goes through; once it is over, all is dropped.
 *
 * <p>An answer with the status of a relayed failure is <i>undecided</i> until it shows whose words it is. The beginning of its
 * body is held back for that, and a flush waits; what cannot be a gateway's own page is released as it is.
 */
final class ExchangeResponse extends HttpServletResponseWrapper {
    private static final long UNKNOWN = -1;

    private static final byte[] NOTHING = {};

    /** Below this no container has trouble, so none is asked. */
    private static final int HEADERS_FOR_SURE = 4000;

    /** The status line, and what containers add of themselves: Date, Server, Connection, Keep-Alive, Transfer-Encoding. */
    private static final int RESERVED_FOR_CONTAINER = 256;

    private final Exchange exchange;
    private @Nullable ExchangeOutputStream stream;
    private @Nullable ExchangeWriter writer;
    private @Nullable List<String> cookies;
    private @Nullable BodyPrefix held;
    private long declared = UNKNOWN;
    private long written;
    private int headerBytes;
    private boolean statusSet;
    private boolean nonBlocking;
    private boolean trailers;
    private boolean resetTooLate;
    private boolean forwarded;

    ExchangeResponse(HttpServletResponse raw, Exchange exchange) {
        super(raw);
        this.exchange = exchange;
    }

    /** Returns whether one of ours is among the wrappers. */
    static boolean isIn(ServletResponse response) {
        for (ServletResponse r = response; r != null; r = inner(r)) {
            if (r instanceof ExchangeResponse) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable ServletResponse inner(ServletResponse response) {
        return response instanceof ServletResponseWrapper wrapper ? wrapper.getResponse() : null;
    }

    // What the exchange asks.

    Phase phase() {
        if (super.isCommitted()) {
            return Phase.COMMITTED;
        }
        return written != 0 ? Phase.BODY : hasHeaders() ? Phase.HEADERS : Phase.NOTHING;
    }

    /** Jetty's proxies set the status with the status line, when none of the headers need have come. */
    private boolean hasHeaders() {
        return statusSet && (headerBytes != 0 || declared != UNKNOWN || getContentType() != null);
    }

    /** Returns whether a failure is relayed of which it has not shown whose words it is. */
    boolean isUndecided() {
        return held != null && exchange.isRelayedFailure(getStatus()) && !super.isCommitted() && !announcesBodyOfHead();
    }

    /** Returns the relayed failure as far as it has come. */
    Answered relayed(boolean whole) {
        return relayed(held == null ? NOTHING : held.soFar(), whole);
    }

    private Answered relayed(byte[] body, boolean whole) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : getHeaderNames()) {
            headers.put(name, List.copyOf(getHeaders(name)));
        }
        if (getContentType() != null) {
            headers.put("Content-Type", List.of(getContentType()));
        }
        return new Answered(getStatus(), true, headers, body, whole);
    }

    /** Returns whether fewer bytes were written than the visitor has been told. */
    boolean isShort() {
        return stream != null && writer == null && declared > 0 && written >= 0 && written < declared && hasBody();
    }

    /** Returns whether the visitor has all that was announced. */
    boolean isWhole() {
        return declared >= 0 && written == declared;
    }

    String shortfall() {
        return written + " of " + declared + " bytes";
    }

    /** Returns whether this may be an answer that a framework ended politely because of an exception. */
    boolean mayHideAnException() {
        return resetTooLate
                || (written == 0 && writer == null && !super.isCommitted() && getStatus() == SC_OK && hasBody());
    }

    boolean isNonBlocking() {
        return nonBlocking;
    }

    boolean hasTrailers() {
        return trailers;
    }

    List<String> cookies() {
        return cookies == null ? List.of() : cookies;
    }

    /** A HEAD has no bytes to decide by; what describes the body of the GET tells that there is one. */
    private boolean announcesBodyOfHead() {
        return isHead() && (declared > 0 || getContentType() != null);
    }

    private boolean hasBody() {
        int status = getStatus();
        return !isHead() && status >= 200 && status != SC_NO_CONTENT && status != SC_NOT_MODIFIED;
    }

    private boolean isHead() {
        return "HEAD".equals(exchange.incoming().getMethod());
    }

    // What the streams tell.

    /** Takes note of bytes about to be written; returns whether they are to be dropped. */
    boolean drops(long bytes) throws IOException {
        if (exchange.isOver()) {
            return true;
        }
        if (bytes > 0) {
            if (written == 0 && overflows()) {
                return true;
            }
            written = written < 0 ? written : written + bytes;
        }
        return false;
    }

    /** Takes note of text about to be printed, whose bytes only the container can count. */
    boolean dropsText() throws IOException {
        if (drops(1)) {
            return true;
        }
        written = Long.MIN_VALUE;
        return false;
    }

    /** Takes bytes that are held back, or with which the answer is decided; returns whether that is all that is to be done. */
    boolean holds(byte[] bytes, int offset, int length) throws IOException {
        BodyPrefix body = held;
        if (body == null) {
            return false;
        }
        if (isHead() || super.isCommitted()) {
            release(false);
            return false;
        }
        if (!body.hasRoomFor(length) && !nonBlocking) {
            if (!exchange.takesRelayed(relayed(body.soFarWith(bytes, offset, length), false))) {
                release(body.hasFlushWaiting());
            }
            return exchange.isOver();
        }
        // Where a write must not wait, one that no longer fits goes out together with what is held.
        body.add(bytes, offset, length);
        if (declared >= 0 && written >= declared) {
            decide(body, true);
        } else if (body.isOverdue()) {
            decide(body, false);
        } else if (body.isWorthALook()) {
            look(body);
        }
        return true;
    }

    boolean isHolding() {
        return held != null;
    }

    /** Returns where text goes while it is held back, or {@code null} where it is not. */
    @Nullable
    TextPrefix heldText() throws IOException {
        BodyPrefix body = held;
        if (body == null) {
            return null;
        }
        if (isHead() || super.isCommitted()) {
            release(false);
            return null;
        }
        return body.text();
    }

    void textIsHeld() throws IOException {
        BodyPrefix body = held;
        if (body == null) {
            return;
        }
        if (body.isOverdue()) {
            decide(body, false);
        } else if (body.isWorthALook()) {
            look(body);
        }
    }

    /** Returns whether a flush is to be left out: the exchange is over, or still undecided. */
    boolean holdsFlush() throws IOException {
        BodyPrefix body = held;
        if (body == null || exchange.isOver()) {
            return exchange.isOver() || overflows();
        }
        if (!body.holdsFlush()) {
            decide(body, false);
        } else if (!body.isEmpty()) {
            look(body);
        }
        return true;
    }

    private void look(BodyPrefix body) throws IOException {
        if (!exchange.mayBeGatewaysOwn(relayed(false))) {
            release(body.hasFlushWaiting());
        }
    }

    private void decide(BodyPrefix body, boolean whole) throws IOException {
        if (!exchange.takesRelayed(relayed(whole))) {
            release(body.hasFlushWaiting());
        }
    }

    /** Lets go of what is held back, as it came. */
    void release(boolean flush) throws IOException {
        BodyPrefix body = held;
        if (body == null) {
            return;
        }
        held = null;
        if (exchange.isOver()) {
            return;
        }
        if (stream != null && !body.isEmpty()) {
            stream.pass(body.soFar(), nonBlocking);
        } else if (writer != null) {
            writer.pass(body.text());
        }
        if (flush && (!nonBlocking || stream == null || stream.isReady())) {
            flushBuffer();
        }
    }

    /** Returns whether the headers were too many for the container, so that the exchange is over. */
    boolean overflows() {
        if (headerBytes < HEADERS_FOR_SURE || super.isCommitted() || !isHttp1()) {
            return false;
        }
        // What was set twice was counted twice; now it matters.
        headerBytes = 0;
        for (String name : getHeaderNames()) {
            for (String value : getHeaders(name)) {
                headerBytes += name.length() + value.length() + 4;
            }
        }
        int limit = ContainerObjects.maxHeaderBytes(exchange.incoming());
        if (headerBytes < limit - RESERVED_FOR_CONTAINER) {
            headerBytes = 0;
            return false;
        }
        exchange.headersOverflow(headerBytes + " bytes of headers, where the container takes " + limit);
        return exchange.isOver();
    }

    private boolean isHttp1() {
        return exchange.incoming().getProtocol().startsWith("HTTP/1");
    }

    /** Takes the closing of the body; returns whether the container's is to be left alone. */
    boolean closes() {
        if (held != null || overflows() || (isShort() && !super.isCommitted())) {
            exchange.finish();
        }
        return exchange.isOver();
    }

    /** Takes note that a forward has answered: only the container still touches the response, to close it. */
    void forwarded() {
        forwarded = true;
    }

    void nonBlocking() {
        nonBlocking = true;
    }

    // The doors of failure.

    @Override
    public void sendError(int status) throws IOException {
        if (!exchange.sendsError(status)) {
            super.sendError(status);
        }
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        if (!exchange.sendsError(status)) {
            super.sendError(status, message);
        }
    }

    @Override
    public void setStatus(int status) {
        if (exchange.isOver()) {
            return;
        }
        super.setStatus(status);
        if (super.isCommitted()) {
            exchange.lateStatus(status);
        } else if (!exchange.isIncluding()) {
            statusSet = true;
            hold(status);
        }
    }

    private void hold(int status) {
        // Undertow ignores what is set in an include without telling anybody.
        boolean failure = exchange.isRelayedFailure(status) && getStatus() == status;
        if (failure && held == null && written == 0) {
            held = new BodyPrefix();
        } else if (!failure && held != null) {
            if (held.isEmpty()) {
                held = null;
            } else {
                held.giveUp();
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
            stream = new ExchangeOutputStream(exchange.isOver() ? null : super.getOutputStream(), exchange, this);
        }
        return stream;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        if (stream != null) {
            // Before the container is asked: Undertow adds a charset and only then complains.
            throw new IllegalStateException("getOutputStream() has been called on this response already");
        }
        if (forwarded && writer == null) {
            // What closes a forward's response by its writer takes the stream then, which sets no charset.
            throw new IllegalStateException("The response of a forward is complete");
        }
        if (writer == null) {
            writer = new ExchangeWriter(exchange.isOver() ? null : super.getWriter(), this);
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
        return exchange.isOver() || super.isCommitted();
    }

    @Override
    public void resetBuffer() {
        if (exchange.isOver()) {
            return;
        }
        resetTooLate |= super.isCommitted();
        super.resetBuffer();
        written = 0;
        held = exchange.isRelayedFailure(getStatus()) ? new BodyPrefix() : null;
    }

    @Override
    public void reset() {
        if (exchange.isOver()) {
            return;
        }
        super.reset();
        super.setHeader(exchange.idHeader(), exchange.id().value());
        stream = null;
        writer = null;
        declared = UNKNOWN;
        written = 0;
        headerBytes = 0;
        statusSet = false;
        held = null;
        forwarded = false;
    }

    @Override
    public void setBufferSize(int size) {
        if (!exchange.isOver()) {
            super.setBufferSize(size);
        }
    }

    // The headers.

    @Override
    public void setHeader(String name, String value) {
        if (takes(name, value)) {
            super.setHeader(name, value);
        }
    }

    @Override
    public void addHeader(String name, String value) {
        if (takes(name, value)) {
            super.addHeader(name, value);
        }
    }

    @Override
    public void setIntHeader(String name, int value) {
        if (takes(name, null)) {
            declare(name, value);
            super.setIntHeader(name, value);
        }
    }

    @Override
    public void addIntHeader(String name, int value) {
        if (takes(name, null)) {
            declare(name, value);
            super.addIntHeader(name, value);
        }
    }

    @Override
    public void setDateHeader(String name, long date) {
        if (takes(name, null)) {
            super.setDateHeader(name, date);
        }
    }

    @Override
    public void addDateHeader(String name, long date) {
        if (takes(name, null)) {
            super.addDateHeader(name, date);
        }
    }

    /** The ID in the response is ours: an upstream's echo of it would make two. */
    private boolean takes(String name, @Nullable String value) {
        String idHeader = exchange.idHeader();
        if (exchange.isOver() || (name.length() == idHeader.length() && name.equalsIgnoreCase(idHeader))) {
            return false;
        }
        headerBytes += name.length() + (value == null ? 32 : value.length()) + 4;
        if (name.length() == "Content-Length".length() && name.equalsIgnoreCase("Content-Length") && value != null) {
            declare(parse(value));
        }
        return true;
    }

    private static long parse(String length) {
        try {
            return Long.parseLong(length);
        } catch (NumberFormatException e) {
            return UNKNOWN;
        }
    }

    private void declare(String name, long value) {
        if (name.equalsIgnoreCase("Content-Length")) {
            declare(value);
        }
    }

    private void declare(long length) {
        if (!exchange.isIncluding() && !super.isCommitted()) {
            declared = length;
        }
    }

    @Override
    public void setContentLength(int length) {
        if (!exchange.isOver()) {
            declare(length);
            super.setContentLength(length);
        }
    }

    @Override
    public void setContentLengthLong(long length) {
        if (!exchange.isOver()) {
            declare(length);
            super.setContentLengthLong(length);
        }
    }

    @Override
    public void setContentType(String type) {
        if (!exchange.isOver()) {
            super.setContentType(type);
        }
    }

    @Override
    public void setCharacterEncoding(String charset) {
        if (!exchange.isOver()) {
            super.setCharacterEncoding(charset);
        }
    }

    @Override
    public void setCharacterEncoding(Charset charset) {
        if (!exchange.isOver()) {
            super.setCharacterEncoding(charset);
        }
    }

    @Override
    public void setLocale(Locale locale) {
        if (!exchange.isOver()) {
            super.setLocale(locale);
        }
    }

    @Override
    public void addCookie(Cookie cookie) {
        if (!exchange.isOver()) {
            if (cookies == null) {
                cookies = new ArrayList<>(2);
            }
            cookies.add(cookie.getName());
            headerBytes += cookie.getName().length() + cookie.getValue().length() + 128;
            super.addCookie(cookie);
        }
    }

    @Override
    public void setTrailerFields(Supplier<Map<String, String>> supplier) {
        if (!exchange.isOver()) {
            super.setTrailerFields(supplier);
            trailers = true;
        }
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        if (!exchange.isOver()) {
            super.sendRedirect(location);
        }
    }

    @Override
    public void sendRedirect(String location, boolean clearBuffer) throws IOException {
        if (!exchange.isOver()) {
            super.sendRedirect(location, clearBuffer);
        }
    }

    @Override
    public void sendRedirect(String location, int status) throws IOException {
        if (!exchange.isOver()) {
            super.sendRedirect(location, status);
        }
    }

    @Override
    public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
        if (!exchange.isOver()) {
            super.sendRedirect(location, status, clearBuffer);
        }
    }
}
