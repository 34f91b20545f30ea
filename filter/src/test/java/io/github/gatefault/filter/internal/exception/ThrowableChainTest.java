package io.github.gatefault.filter.internal.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gatefault.filter.internal.exception.ThrowableChain.Entry;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThrowableChainTest {
    /** Each of its methods throws, and it is equal to everything. */
    @SuppressWarnings("EqualsUnsafeCast") // That is what is hostile.
    private static final class Hostile extends Exception {
        private static final long serialVersionUID = 1;

        private final Throwable failure;

        Hostile(Throwable failure) {
            this.failure = failure;
        }

        @SuppressWarnings("unchecked") // Throws checked exceptions that no method declares.
        private <T extends Throwable> RuntimeException fail() throws T {
            throw (T) failure;
        }

        @Override
        public synchronized Throwable getCause() {
            throw this.<RuntimeException>fail();
        }

        @Override
        public String getMessage() {
            throw this.<RuntimeException>fail();
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            throw this.<RuntimeException>fail();
        }

        @Override
        public boolean equals(Object other) {
            return true;
        }

        @Override
        public int hashCode() {
            return 0;
        }
    }

    /** Without a stack trace, which would take longer than the test. */
    private static final class Stackless extends Exception {
        private static final long serialVersionUID = 1;

        Stackless(@Nullable Throwable cause) {
            super("stackless", cause, true, false);
        }
    }

    private static Exception chain(int length) {
        Exception outermost = new Stackless(null);
        for (int i = 1; i < length; i++) {
            outermost = new Stackless(outermost);
        }
        return outermost;
    }

    @Test
    void causes_areOutermostFirst() {
        Exception root = new Exception("root");
        Exception middle = new Exception("middle", root);
        Exception outermost = new Exception("outermost", middle);

        assertThat(ThrowableChain.causes(outermost)).containsExactly(outermost, middle, root);
    }

    @Test
    void suppressed_followTheCauses_withCausesOfTheirOwn() {
        Exception root = new Exception("root");
        Exception outermost = new Exception("outermost", root);
        Exception ofRoot = new Exception("suppressed by root");
        Exception causeOfSuppressed = new Exception("cause of suppressed");
        Exception suppressed = new Exception("suppressed by outermost", causeOfSuppressed);
        outermost.addSuppressed(suppressed);
        root.addSuppressed(ofRoot);

        assertThat(ThrowableChain.causesAndSuppressed(outermost))
                .containsExactly(
                        new Entry(outermost, null, false, false),
                        new Entry(root, outermost, false, true),
                        new Entry(suppressed, outermost, true, false),
                        new Entry(causeOfSuppressed, suppressed, false, true),
                        new Entry(ofRoot, root, true, true));
        assertThat(ThrowableChain.causes(outermost)).containsExactly(outermost, root);
    }

    @Test
    void circle_isWalkedOnce() {
        Exception first = new Exception("first");
        Exception second = new Exception("second", first);
        first.initCause(second);
        first.addSuppressed(second);

        assertThat(ThrowableChain.causes(second)).containsExactly(second, first);
        assertThat(ThrowableChain.causesAndSuppressed(second))
                .extracting(Entry::exception)
                .containsExactly(second, first);
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 65, 100_000})
    void longChain_isCut(int length) {
        assertThat(ThrowableChain.causes(chain(length))).hasSize(64);
        assertThat(ThrowableChain.causesAndSuppressed(chain(length))).hasSize(64);
    }

    @Test
    void manySuppressed_areCut() {
        Exception outermost = new Exception("outermost");
        for (int i = 0; i < 100_000; i++) {
            outermost.addSuppressed(new Stackless(null));
        }

        assertThat(ThrowableChain.causesAndSuppressed(outermost)).hasSize(64);
    }

    @Test
    void exceptionsThatClaimToBeEqual_areToldApart() {
        Exception first = new Hostile(new IllegalStateException());
        first.addSuppressed(new Hostile(new IllegalStateException()));

        assertThat(ThrowableChain.causesAndSuppressed(first)).hasSize(2);
    }

    @Test
    void methodsThatThrow_countAsEmpty() {
        for (Throwable failure : List.of(
                new IllegalStateException(),
                new AssertionError(),
                new NoClassDefFoundError(),
                new StackOverflowError(),
                new IOException())) {
            Exception hostile = new Hostile(failure);

            assertThat(ThrowableChain.causes(hostile).size()).isOne();
            assertThat(ThrowableChain.message(hostile)).isEmpty();
            assertThat(ThrowableChain.stackTrace(hostile)).isEmpty();
        }
    }

    @Test
    void failingVirtualMachine_isNotHidden() {
        for (Throwable failure : List.of(new OutOfMemoryError(), new InternalError())) {
            assertThatThrownBy(() -> ThrowableChain.message(new Hostile(failure)))
                    .isSameAs(failure);
        }
    }
}
