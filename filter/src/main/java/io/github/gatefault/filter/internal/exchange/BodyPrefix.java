package io.github.gatefault.filter.internal.exchange;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** The beginning of a body, held back. A slow or endless body is not held for long: a gateway sends its own page at once. */
final class BodyPrefix {
    private static final int MAX_BYTES = 16 * 1024;
    private static final int MAX_FLUSHES = 8;
    private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final byte[] NOTHING = {};

    private final TextPrefix text = new TextPrefix();
    private byte[] bytes = NOTHING;
    private int size;
    private int nextCheck = 1;
    private int flushes;
    private boolean flushPending;
    private boolean expired;
    private long firstNanos;

    boolean isEmpty() {
        return size() == 0;
    }

    /** Returns whether it has grown as large, or has been held as long, as is allowed. */
    boolean isExpired() {
        return expired || size() > MAX_BYTES || (!isEmpty() && System.nanoTime() - firstNanos > MAX_NANOS);
    }

    /** Ends the holding at the next occasion. */
    void expire() {
        expired = true;
    }

    boolean hasRoomFor(int length) {
        return size + length <= MAX_BYTES;
    }

    boolean hasPendingFlush() {
        return flushPending;
    }

    TextPrefix text() {
        begin();
        return text;
    }

    void add(byte[] more, int offset, int length) {
        begin();
        if (size + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + length, Math.min(MAX_BYTES, 2 * bytes.length)));
        }
        System.arraycopy(more, offset, bytes, size, length);
        size += length;
    }

    /** Records a flush; returns whether it may wait: a body that is flushed again and again comes slowly. */
    boolean delayFlush() {
        flushPending = true;
        return isEmpty() || (++flushes <= MAX_FLUSHES && !isExpired());
    }

    /** Returns whether enough has come since the last check to check again. */
    boolean isCheckDue() {
        if (size() < nextCheck) {
            return false;
        }
        nextCheck = 2 * size();
        return true;
    }

    /** Returns the bytes so far; text as it would be in UTF-8. */
    byte[] bytes() {
        return text.length() > 0 ? text.content().getBytes(StandardCharsets.UTF_8) : Arrays.copyOf(bytes, size);
    }

    /** Returns the bytes so far and as many of these as may be held. */
    byte[] bytesWith(byte[] more, int offset, int length) {
        byte[] both = Arrays.copyOf(bytes, Math.min(size + length, MAX_BYTES));
        System.arraycopy(more, offset, both, size, both.length - size);
        return both;
    }

    private int size() {
        return size + text.length();
    }

    private void begin() {
        if (isEmpty()) {
            firstNanos = System.nanoTime();
        }
    }
}
