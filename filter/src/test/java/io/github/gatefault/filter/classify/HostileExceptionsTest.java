package io.github.gatefault.filter.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.filter.classify.Failure.Thrown;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Exceptions that are made to harm whoever looks at them. */
class HostileExceptionsTest {
    /** Far more than any of them takes, and far less than a chain without bounds would. */
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    private final ExceptionClassifier classifier = new ExceptionClassifier();

    private @Nullable Cause classify(Throwable thrown) {
        Failure failure = new Failure(new Thrown(thrown), Phase.NOTHING, Duration.ofMillis(5));
        return assertTimeout(AT_ONCE, () -> classifier.classify(failure));
    }

    /** Fails to tell anything but what it wraps. */
    private static final class Mute extends IOException {
        private static final long serialVersionUID = 1;

        Mute(@Nullable Throwable cause) {
            super(cause);
        }

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new IllegalStateException("no stack");
        }
    }

    /** Fails to tell even that. */
    private static final class Closed extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public synchronized Throwable getCause() {
            throw new IllegalStateException("no cause");
        }
    }

    @Test
    void circularChain_isHarmless() {
        RuntimeException first = new RuntimeException("first");
        RuntimeException second = new RuntimeException("second", first);
        first.initCause(second);
        first.addSuppressed(second);
        second.addSuppressed(first);

        assertThat(classify(first)).isNull();
        assertThat(ThrowableInfo.chain(first)).hasSize(2);
    }

    @Test
    void endlessChain_isCutOff() {
        Throwable thrown = new ConnectException("Connection refused");
        for (int i = 0; i < 10_000; i++) {
            thrown = new RuntimeException("link", thrown);
        }
        Throwable outermost = thrown;

        assertThat(classify(outermost)).isNull();
        assertThat(ThrowableInfo.chain(outermost)).hasSize(64);
    }

    @Test
    void endlessSuppressed_areCutOff() {
        IOException thrown = new IOException("all nodes failed");
        for (int i = 0; i < 100_000; i++) {
            thrown.addSuppressed(new ConnectException("Connection refused"));
        }

        assertThat(classify(thrown)).extracting(Cause::type).isEqualTo(CauseType.CONNECTION_REFUSED);
        assertThat(ThrowableInfo.chain(thrown)).hasSize(64);
    }

    @Test
    void chainAtItsBound_isSeenWhole() {
        Throwable thrown = new ConnectException("Connection refused");
        for (int i = 1; i < 64; i++) {
            thrown = new RuntimeException("link", thrown);
        }

        assertThat(classify(thrown)).extracting(Cause::type).isEqualTo(CauseType.CONNECTION_REFUSED);
    }

    @Test
    void megabyteOfMessage_isCutOff() {
        String megabyte = "x".repeat(1 << 20);

        assertThat(ThrowableInfo.chain(new IOException(megabyte)).get(0).message())
                .hasSize(512);
        assertThat(classify(new SocketException("Connection reset" + megabyte)))
                .extracting(Cause::type)
                .isEqualTo(CauseType.CONNECTION_TERMINATED);
    }

    /** Where a pattern has a host in its middle, a message could lead it astray. */
    @Test
    void messageThatAlmostMatches_isTriedAtOnce() {
        for (String almost : new String[] {
            " ".repeat(512),
            "Connect to " + "a".repeat(501),
            "Task " + "rejected from ".repeat(36),
            "error:" + "0:".repeat(253),
            "(" + "a".repeat(511),
            "syscall:" + "a(..) failed".repeat(42),
            "DEADLINE_EXCEEDED: " + "waiting_for_".repeat(41)
        }) {
            for (Throwable thrown : new Throwable[] {
                new IOException(almost),
                new SocketException(almost),
                new java.net.UnknownHostException(almost),
                new javax.net.ssl.SSLException(almost),
                new java.util.concurrent.RejectedExecutionException(almost),
                new java.sql.SQLException(almost)
            }) {
                Failure failure = new Failure(new Thrown(thrown), Phase.NOTHING, Duration.ofMillis(5));
                assertTimeout(AT_ONCE, () -> classifier.classify(failure));
            }
        }
    }

    @Test
    void exceptionThatTellsNothing_isSeenThrough() {
        assertThat(classify(new Mute(new ConnectException("Connection refused"))))
                .extracting(Cause::type)
                .isEqualTo(CauseType.CONNECTION_REFUSED);
        assertThat(classify(new Mute(null))).isNull();
        assertThat(classify(new Closed())).isNull();
    }

    @Test
    void exceptionWithoutAStack_isHarmless() {
        IOException bare = new IOException("something else") {
            private static final long serialVersionUID = 1;

            @Override
            @SuppressWarnings("NullAway") // That is what is hostile.
            public StackTraceElement[] getStackTrace() {
                return null;
            }
        };

        assertThat(classify(bare)).isNull();
    }

    @Test
    void errorOutOfAnException_isNotSwallowed() {
        RuntimeException fatal = new RuntimeException() {
            private static final long serialVersionUID = 1;

            @Override
            public String getMessage() {
                throw new OutOfMemoryError("for real");
            }
        };

        assertThatThrownBy(() -> classify(fatal)).isInstanceOf(OutOfMemoryError.class);
    }
}
