package io.github.gatefault.filter.internal.exchange;

import io.github.gatefault.filter.classify.Failure.Answered;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A relayed failure that may be another gateway's own page. Its body is held back until it is replaced or released unchanged. */
final class HeldAnswer {
    private final BodyPrefix prefix = new BodyPrefix();
    private final Exchange exchange;
    private final ExchangeResponse response;

    HeldAnswer(Exchange exchange, ExchangeResponse response) {
        this.exchange = exchange;
        this.response = response;
    }

    boolean isEmpty() {
        return prefix.isEmpty();
    }

    /** Ends the holding at the next occasion: the answer is no failure any more. */
    void expire() {
        prefix.expire();
    }

    /** Takes bytes; returns whether nothing more must be done for them. */
    boolean take(byte[] bytes, int offset, int length) throws IOException {
        if (isReleasedAtOnce()) {
            return false;
        }
        if (!prefix.hasRoomFor(length) && !response.isNonBlocking()) {
            decide(answered(prefix.bytesWith(bytes, offset, length), false));
            return exchange.isTakenOver();
        }
        // A non-blocking write that does not fit must not wait: it goes out together with what is held.
        prefix.add(bytes, offset, length);
        if (response.size().isExhausted()) {
            decide(answered(true));
        } else {
            decideIfExpired();
        }
        return true;
    }

    /** Returns where text goes while it is held back, or {@code null} if it is not. */
    @Nullable
    TextPrefix text() throws IOException {
        return isReleasedAtOnce() ? null : prefix.text();
    }

    /** A HEAD has no body to decide by, and nothing can be replaced after the commit. */
    private boolean isReleasedAtOnce() throws IOException {
        if (!response.isHead() && !response.hasBegun()) {
            return false;
        }
        response.release(false);
        return true;
    }

    /** Decides if it has been held for long enough, or checks whether it can be released early. */
    void decideIfExpired() throws IOException {
        if (prefix.isExpired()) {
            decide(answered(false));
        } else if (prefix.isCheckDue()) {
            releaseIfNoGatewayPage();
        }
    }

    /** Delays a flush, or decides now if it has waited for long enough. */
    void flush() throws IOException {
        if (!prefix.delayFlush()) {
            decide(answered(false));
        } else if (!prefix.isEmpty()) {
            releaseIfNoGatewayPage();
        }
    }

    private void releaseIfNoGatewayPage() throws IOException {
        if (!exchange.mayBeGatewayPage(answered(false))) {
            response.release(prefix.hasPendingFlush());
        }
    }

    private void decide(Answered answered) throws IOException {
        if (!exchange.handleRelayed(answered)) {
            response.release(prefix.hasPendingFlush());
        }
    }

    /** Passes on what is held. */
    void passTo(@Nullable ExchangeOutputStream stream, @Nullable ExchangeWriter writer) throws IOException {
        if (stream != null && !prefix.isEmpty()) {
            stream.pass(prefix.bytes());
        } else if (writer != null) {
            writer.pass(prefix.text());
        }
    }

    /** Returns the answer as far as it has come. */
    Answered answered(boolean whole) {
        return answered(prefix.bytes(), whole);
    }

    private Answered answered(byte[] body, boolean whole) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : response.getHeaderNames()) {
            headers.put(name, List.copyOf(response.getHeaders(name)));
        }
        if (response.getContentType() != null) {
            headers.put("Content-Type", List.of(response.getContentType()));
        }
        return new Answered(response.getStatus(), true, headers, body, whole);
    }
}
