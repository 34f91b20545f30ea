package io.github.gatefault.filter.internal.container;

import static io.github.gatefault.filter.internal.container.SpringExceptions.isTakenForClientDisconnect;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import org.junit.jupiter.api.Test;

/** What Spring mistakes for the end of a visitor; that it does is shown by real applications in the container tests. */
class SpringExceptionsTest {
    @Test
    void endOfAConnection_isTakenForTheVisitors() {
        assertThat(isTakenForClientDisconnect(new EOFException())).isTrue();
        assertThat(isTakenForClientDisconnect(
                        new IOException("HTTP/1.1 header parser received no bytes", new EOFException())))
                .isTrue();
        assertThat(isTakenForClientDisconnect(
                        new IllegalStateException(new SocketException("Connection reset by peer"))))
                .isTrue();
        assertThat(isTakenForClientDisconnect(new IOException("Broken pipe"))).isTrue();
    }

    @Test
    void otherFailures_areNot() {
        assertThat(isTakenForClientDisconnect(new ConnectException("Connection refused")))
                .isFalse();
        assertThat(isTakenForClientDisconnect(new IllegalStateException())).isFalse();
        assertThat(isTakenForClientDisconnect(new IOException("Broken pipe", new IOException("closed"))))
                .isFalse();
    }

    @Test
    void chainThatBitesItsTail_comesToAnEnd() {
        IOException tail = new IOException("tail");
        IOException head = new IOException("head", tail);
        tail.initCause(head);
        assertThat(isTakenForClientDisconnect(head)).isFalse();
    }

    @Test
    void exceptionThatFailsToTell_isNot() {
        assertThat(isTakenForClientDisconnect(new IOException() {
                    private static final long serialVersionUID = 1;

                    @Override
                    public String getMessage() {
                        throw new IllegalStateException("no message");
                    }
                }))
                .isFalse();
    }
}
