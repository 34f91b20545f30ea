package io.github.gatefault.filter.diagnosis;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** A socket that reads until a point in time, however slowly the other side goes on sending. */
final class DeadlineSocket extends Socket {
    private volatile long deadlineNanos = System.nanoTime();

    /** Sets the point in time, from now. */
    void within(Duration time) {
        deadlineNanos = System.nanoTime() + time.toNanos();
    }

    /** Returns whether the time is over. */
    boolean isLate() {
        return millisLeft() == 0;
    }

    private int millisLeft() {
        return (int) Math.max(0, (deadlineNanos - System.nanoTime() + 999_999) / 1_000_000);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                wait(millisLeft());
                return super.read();
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                wait(millisLeft());
                return super.read(buffer, offset, length);
            }

            private void wait(int millis) throws IOException {
                if (millis == 0) {
                    throw new SocketTimeoutException("The time is over");
                }
                setSoTimeout(millis);
            }
        };
    }
}
