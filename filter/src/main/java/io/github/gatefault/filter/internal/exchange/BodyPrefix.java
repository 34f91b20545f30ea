package io.github.gatefault.filter.internal.exchange;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * The beginning of a relayed failure's body, held back until it shows whether a gateway made it by itself. What comes slowly,
 * in many pieces or for ever is not held for long: a gateway sends its own page in one go.
 */
final class BodyPrefix {
    private static final int MOST = 16 * 1024;
    private static final int MOST_FLUSHES = 8;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final byte[] NOTHING = {};

    private final TextPrefix text = new TextPrefix();
    private byte[] bytes = NOTHING;
    private int size;
    private int nextLook = 1;
    private int flushes;
    private boolean flushWaits;
    private boolean givenUp;
    private long firstNanos;

    boolean isEmpty() {
        return size() == 0;
    }

    /** Returns whether this is as much as may be held, or has taken as long as it may. */
    boolean isOverdue() {
        return givenUp || size() > MOST || (!isEmpty() && System.nanoTime() - firstNanos > LONGEST_NANOS);
    }

    boolean hasRoomFor(int length) {
        return size + length <= MOST;
    }

    boolean hasFlushWaiting() {
        return flushWaits;
    }

    TextPrefix text() {
        begin();
        return text;
    }

    void add(byte[] more, int offset, int length) {
        begin();
        if (size + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + length, Math.min(MOST, 2 * bytes.length)));
        }
        System.arraycopy(more, offset, bytes, size, length);
        size += length;
    }

    /** Notes a flush that has to wait; returns whether it may: a body that is flushed again and again comes slowly. */
    boolean holdsFlush() {
        flushWaits = true;
        return isEmpty() || (++flushes <= MOST_FLUSHES && !isOverdue());
    }

    /** Returns whether enough has come since the last look to look again. */
    boolean isWorthALook() {
        if (size() < nextLook) {
            return false;
        }
        nextLook = 2 * size();
        return true;
    }

    /** Lets go of it at the next occasion: it does not belong to a failure any more. */
    void giveUp() {
        givenUp = true;
    }

    /** Returns the bytes so far; of text, as they would be in UTF-8. */
    byte[] soFar() {
        return text.length() > 0 ? text.soFar().getBytes(StandardCharsets.UTF_8) : Arrays.copyOf(bytes, size);
    }

    /** Returns the bytes so far and as many of these as may be held, for a look at what is not held any more. */
    byte[] soFarWith(byte[] more, int offset, int length) {
        byte[] both = Arrays.copyOf(bytes, Math.min(size + length, MOST));
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
