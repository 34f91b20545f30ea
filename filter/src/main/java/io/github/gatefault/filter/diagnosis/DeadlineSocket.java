package io.github.gatefault.filter.diagnosis;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** A socket whose reads end at a deadline, even if the other side keeps sending slowly. */
final class DeadlineSocket extends Socket {
    private volatile long deadlineNanos = System.nanoTime();

    /** Sets the deadline, from now. */
    void setDeadline(Duration timeout) {
        deadlineNanos = System.nanoTime() + timeout.toNanos();
    }

    boolean isExpired() {
        return remainingMillis() == 0;
    }

    private int remainingMillis() {
        return (int) Math.max(0, (deadlineNanos - System.nanoTime() + 999_999) / 1_000_000);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                limitNextRead();
                return super.read();
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                limitNextRead();
                return super.read(buffer, offset, length);
            }

            private void limitNextRead() throws IOException {
                int millis = remainingMillis();
                if (millis == 0) {
                    throw new SocketTimeoutException("The deadline is over");
                }
                setSoTimeout(millis);
            }
        };
    }
}
