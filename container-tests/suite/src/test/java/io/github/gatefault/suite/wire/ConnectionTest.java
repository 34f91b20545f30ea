package io.github.gatefault.suite.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader is strict where browsers are kind. */
class ConnectionTest {
    private static Answer read(String method, String bytes) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Connection connection = Connection.to(server.getLocalPort());
                Socket accepted = server.accept()) {
            OutputStream out = accepted.getOutputStream();
            out.write(bytes.getBytes(ISO_8859_1));
            accepted.shutdownOutput();
            return connection.read(method);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\nContent-Length: 2\n\nok",
                "HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nokay\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
                "<html>"
            })
    void bytesThatAreNotHttp_areMalformedOrCutOff(String bytes) throws Exception {
        Answer answer = read("GET", bytes);
        assertThat(answer.ending()).isIn(Ending.MALFORMED, Ending.TRUNCATED);
        assertThat(answer.isComplete()).isFalse();
    }

    @Test
    void answerToHead_hasNoBody() throws Exception {
        Answer answer = read("HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n");
        assertThat(answer.isComplete()).isTrue();
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void missingLastChunk_isTruncated() throws Exception {
        Answer answer = read("GET", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n");
        assertThat(answer.ending()).isEqualTo(Ending.TRUNCATED);
        assertThat(answer.text()).isEqualTo("ok");
    }
}
