package io.github.gatefault.filter.classify;

import static io.github.gatefault.cause.CauseType.*;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.RequestSent;
import io.github.gatefault.filter.classify.Failure.Thrown;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExceptionClassifierTest {
    private final ExceptionClassifier classifier = new ExceptionClassifier();

    private @Nullable Cause classify(Throwable thrown, Phase phase) {
        return classifier.classify(new Failure(new Thrown(thrown), phase, Duration.ofMillis(5)));
    }

    private static <T extends Throwable> T caused(T thrown, Throwable cause) {
        thrown.initCause(cause);
        return thrown;
    }

    static Stream<Arguments> beforeTheHeaders() {
        return Stream.of(
                arguments(new ConnectException("Connection refused"), CONNECTION_REFUSED),
                arguments(
                        caused(new ConnectException(), caused(new ConnectException(), new ClosedChannelException())),
                        CONNECTION_REFUSED),
                arguments(caused(new ConnectException(), new UnresolvedAddressException()), DNS_ERROR),
                arguments(new UnknownHostException("orders.internal"), DNS_ERROR),
                arguments(new ConnectException("Connection timed out"), CONNECTION_TIMEOUT),
                arguments(new SocketTimeoutException("Connect timed out"), CONNECTION_TIMEOUT),
                arguments(new SocketTimeoutException("Connect Timeout"), CONNECTION_TIMEOUT),
                arguments(new HttpConnectTimeoutException("HTTP connect timed out"), CONNECTION_TIMEOUT),
                arguments(new HttpTimeoutException("request timed out"), HTTP_RESPONSE_TIMEOUT),
                arguments(new SocketTimeoutException("Read timed out"), HTTP_RESPONSE_TIMEOUT),
                arguments(new TimeoutException("Idle timeout expired: 800/800 ms"), HTTP_RESPONSE_TIMEOUT),
                arguments(new NoRouteToHostException("No route to host"), DESTINATION_IP_UNROUTABLE),
                arguments(new SocketException("Network is unreachable"), DESTINATION_IP_UNROUTABLE),
                arguments(new SocketException("Permission denied"), DESTINATION_IP_PROHIBITED),
                arguments(new ConnectException("Connection reset by peer"), CONNECTION_TERMINATED),
                arguments(new SocketException("Connection reset"), CONNECTION_TERMINATED),
                arguments(new SocketException("Broken pipe"), CONNECTION_TERMINATED),
                arguments(new EOFException(), CONNECTION_TERMINATED),
                arguments(new SocketException("Too many open files"), PROXY_INTERNAL_ERROR),
                arguments(new ConnectException("Cannot assign requested address"), PROXY_INTERNAL_ERROR),
                arguments(
                        caused(
                                new IOException("HTTP/1.1 header parser received no bytes"),
                                new EOFException("EOF reached while reading")),
                        CONNECTION_TERMINATED),
                arguments(
                        new NullPointerException(
                                "Cannot invoke \"jdk.internal.net.http.Http1Exchange$Http1BodySubscriber.request(long)\""
                                        + " because \"this.bodySubscriber\" is null"),
                        CONNECTION_TERMINATED),
                arguments(
                        caused(
                                new IOException("parsing HTTP/1.1 header, receiving [a], parser state [HEADER]"),
                                new SocketException("Connection reset")),
                        HTTP_RESPONSE_INCOMPLETE),
                arguments(new ProtocolException("Invalid status line: \"SSH-2.0\""), HTTP_PROTOCOL_ERROR),
                arguments(new ProtocolException("Unexpected 101 response, when not upgrading"), HTTP_UPGRADE_FAILED),
                arguments(
                        new ProtocolException("Header size too big: 393217 > 393216"),
                        HTTP_RESPONSE_HEADER_SECTION_SIZE),
                arguments(
                        new RejectedExecutionException("Max requests queued per destination 1 exceeded for x"),
                        CONNECTION_LIMIT_REACHED),
                arguments(new SSLException("Unsupported or unrecognized SSL message"), TLS_PROTOCOL_ERROR),
                arguments(new SSLHandshakeException("Remote host terminated the handshake"), TLS_PROTOCOL_ERROR),
                arguments(new SSLHandshakeException("Received fatal alert: protocol_version"), TLS_ALERT_RECEIVED),
                arguments(
                        new SSLHandshakeException("(handshake_failure) Received fatal alert: handshake_failure"),
                        TLS_ALERT_RECEIVED));
    }

    @ParameterizedTest
    @MethodSource
    void beforeTheHeaders(Throwable thrown, CauseType expected) {
        assertThat(classify(thrown, Phase.NOTHING)).extracting(Cause::type).isEqualTo(expected);
    }

    static Stream<Arguments> afterTheHeaders() {
        return Stream.of(
                arguments(new SocketTimeoutException("Read timed out"), CONNECTION_READ_TIMEOUT),
                arguments(new TimeoutException("Idle timeout expired"), CONNECTION_READ_TIMEOUT),
                arguments(new SocketException("Connection reset"), HTTP_RESPONSE_INCOMPLETE),
                arguments(new EOFException(), HTTP_RESPONSE_INCOMPLETE),
                arguments(new ClosedChannelException(), HTTP_RESPONSE_INCOMPLETE),
                arguments(
                        caused(new IOException("closed"), new EOFException("EOF reached while reading")),
                        HTTP_RESPONSE_INCOMPLETE),
                arguments(new IOException("Premature EOF"), HTTP_RESPONSE_INCOMPLETE),
                arguments(new IOException("fixed content-length: 1000, bytes received: 100"), HTTP_RESPONSE_INCOMPLETE),
                arguments(new IOException("Bogus chunk size"), HTTP_RESPONSE_TRANSFER_CODING),
                arguments(new IOException("Illegal character in chunk size: 90"), HTTP_RESPONSE_TRANSFER_CODING),
                arguments(new ZipException("Not in GZIP format"), HTTP_RESPONSE_CONTENT_CODING));
    }

    @ParameterizedTest
    @MethodSource
    void afterTheHeaders(Throwable thrown, CauseType expected) {
        assertThat(classify(thrown, Phase.COMMITTED)).extracting(Cause::type).isEqualTo(expected);
    }

    static Stream<Arguments> certificates() {
        return Stream.of(
                arguments(
                        new CertPathValidatorException(
                                "validity check failed", new CertificateExpiredException("NotAfter: then")),
                        "certificate_expired"),
                arguments(
                        new CertificateException("No subject alternative DNS name matching shop.example found."),
                        "name_mismatch"),
                arguments(
                        new CertPathBuilderException("unable to find valid certification path to requested target"),
                        "unknown_ca"));
    }

    @ParameterizedTest
    @MethodSource
    void certificates(Throwable found, String detail) {
        for (String prefix : new String[] {"", "(certificate_unknown) "}) {
            SSLHandshakeException thrown = caused(new SSLHandshakeException(prefix + "PKIX path failed"), found);

            Cause cause = requireNonNull(classify(thrown, Phase.NOTHING));

            assertThat(cause.type()).isEqualTo(TLS_CERTIFICATE_ERROR);
            assertThat(cause.detail()).isEqualTo(detail);
            assertThat(cause.requestSent()).isEqualTo(RequestSent.NO);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Unsupported or unrecognized SSL message", "Unrecognized SSL message, plaintext connection?"})
    void plaintextWhereTlsWasExpected_hasNotTakenTheRequest(String message) {
        assertThat(classify(new SSLException(message), Phase.NOTHING))
                .extracting(Cause::type, Cause::requestSent)
                .containsExactly(TLS_PROTOCOL_ERROR, RequestSent.NO);
    }

    static Stream<Throwable> notAnUpstreams() {
        return Stream.of(
                new NullPointerException("Cannot invoke \"String.length()\""),
                new IllegalStateException("Connection refused"),
                new IllegalArgumentException("invalid URI scheme htp"),
                new CancellationException(),
                new CompletionException(caused(new CancellationException(), new IOException("Request cancelled"))),
                new InterruptedException(),
                new FileNotFoundException("/etc/motd"),
                new UncheckedIOException(new FileNotFoundException("/etc/motd")),
                new IOException("disk full"),
                new NumberFormatException("For input string: \"abc\""),
                new RejectedExecutionException("Task rejected from pool"));
    }

    @ParameterizedTest
    @MethodSource
    void notAnUpstreams(Throwable thrown) {
        assertThat(classify(thrown, Phase.NOTHING)).isNull();
    }

    @Test
    void wrappers_areSeenThrough() {
        Throwable thrown = new RuntimeException(
                "job failed",
                new ExecutionException(new CompletionException(new ConnectException("Connection refused"))));

        assertThat(classify(thrown, Phase.NOTHING)).extracting(Cause::type).isEqualTo(CONNECTION_REFUSED);
    }

    @Test
    void suppressedException_isSeen() {
        RuntimeException thrown = new RuntimeException("all nodes failed");
        thrown.addSuppressed(new RuntimeException(new ConnectException("Connection refused")));

        assertThat(classify(thrown, Phase.NOTHING)).extracting(Cause::type).isEqualTo(CONNECTION_REFUSED);
    }

    @Test
    void wordsOfThePeer_doNotChooseTheVerdict() {
        String hostile = "Invalid status line: \"Connection refused PKIX path building failed: Read timed out\"";

        assertThat(classify(new ProtocolException(hostile), Phase.NOTHING))
                .extracting(Cause::type)
                .isEqualTo(HTTP_PROTOCOL_ERROR);
        assertThat(classify(new UnknownHostException("connect-timed-out.example: Connection refused"), Phase.NOTHING))
                .extracting(Cause::type)
                .isEqualTo(DNS_ERROR);
    }

    @Test
    void evidence_isTheLinkThatDecidedAndItsRule_andNeverAMessage() {
        Cause cause =
                requireNonNull(classify(new RuntimeException(new ConnectException("secret-host:8443")), Phase.NOTHING));

        assertThat(cause.evidence()).isEqualTo("link 2 java.net.ConnectException, rule jdk-connect-failed");
    }
}
