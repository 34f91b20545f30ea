package io.github.gatefault.filter.internal.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;

class LoggedExceptionTest {
    private static String trace(Throwable exception) {
        StringWriter out = new StringWriter();
        LoggedException.of(exception).printStackTrace(new PrintWriter(out));
        return out.toString();
    }

    private static String traceOf(Throwable exception) {
        StringWriter out = new StringWriter();
        exception.printStackTrace(new PrintWriter(out));
        return out.toString();
    }

    @Test
    void harmlessException_isToldAsItIs() {
        IOException exception = new IOException("Refused", new ConnectException("orders:80"));
        exception.addSuppressed(new IllegalStateException());
        assertThat(trace(exception)).isEqualTo(traceOf(exception));
    }

    @Test
    void eachText_isOneLine_ofABoundedLength() {
        IOException exception = new IOException("a\nb", new ConnectException("c\u001b[2J\r\n\tat d"));
        exception.addSuppressed(new IOException("e\u2028" + "x".repeat(1 << 20)));
        assertThat(trace(exception))
                .contains("IOException: a?b")
                .contains("Caused by: java.net.ConnectException: c?[2J???at d")
                .contains("Suppressed: java.io.IOException: e?x")
                .hasSizeLessThan(50_000);
    }

    @Test
    void circle_ends() {
        IOException first = new IOException("first");
        IOException second = new IOException("second", first);
        first.initCause(second);
        first.addSuppressed(second);
        assertThat(trace(second)).contains("second", "first");
    }

    @Test
    void deepChain_isCut() {
        Throwable deep = new IOException("root");
        for (int i = 0; i < 100_000; i++) {
            deep = new IOException("link", deep);
        }
        assertThat(trace(deep)).contains("link").doesNotContain("root").hasSizeLessThan(200_000);
    }

    @Test
    void exceptionThatCannotBeTold_isNamed() {
        IOException mute = new IOException() {
            private static final long serialVersionUID = 1;

            @Override
            public String getMessage() {
                throw new IllegalStateException("no message");
            }
        };
        assertThat(trace(new IOException("outer", mute)))
                .contains("outer")
                .contains(mute.getClass().getName() + " has no text: java.lang.IllegalStateException");
    }
}
