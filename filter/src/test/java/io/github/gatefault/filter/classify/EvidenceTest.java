package io.github.gatefault.filter.classify;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Confidence;
import io.github.gatefault.cause.RequestSent;
import io.github.gatefault.filter.classify.Failure.Answered;
import io.github.gatefault.filter.classify.Failure.Observed;
import io.github.gatefault.filter.classify.Failure.Seen;
import io.github.gatefault.filter.classify.Failure.Thrown;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What else a chain tells: the request's fate, the status that came, how far the answer was, how long it took. */
class EvidenceTest {
    private static final Duration SHORT = Duration.ofMillis(5);

    private final ExceptionClassifier classifier = new ExceptionClassifier();

    private @Nullable Cause classify(Throwable thrown, Phase phase) {
        return classifier.classify(new Failure(new Thrown(thrown), phase, SHORT));
    }

    private RequestSent requestSent(Throwable thrown) {
        return requireNonNull(classify(thrown, Phase.NOTHING)).requestSent();
    }

    private static <T extends Throwable> T with(T thrown, Throwable... suppressed) {
        for (Throwable beside : suppressed) {
            thrown.addSuppressed(beside);
        }
        return thrown;
    }

    private static <T extends Throwable> T thrownIn(String className, T thrown) {
        thrown.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("java.net.Socket$SocketInputStream", "read", null, 1),
            new StackTraceElement(className, "read", null, 1)
        });
        return thrown;
    }

    private static ThrowableInfo link(String message, String... types) {
        return new ThrowableInfo(List.of(types), message, false, List::of);
    }

    private Cause told(ThrowableInfo... links) {
        return requireNonNull(classifier.classify(List.of(links), Phase.NOTHING, SHORT));
    }

    @Test
    void refusedConnection_hasNotTakenTheRequest() {
        assertThat(requestSent(new ConnectException("Connection refused"))).isEqualTo(RequestSent.NO);
        assertThat(requestSent(new IOException(new ConnectException("Connection refused"))))
                .isEqualTo(RequestSent.NO);
    }

    @Test
    void brokenConnection_mayHaveTakenIt_andSilenceHas() {
        assertThat(requestSent(new SocketException("Connection reset"))).isEqualTo(RequestSent.MAYBE);
        assertThat(requestSent(new SocketTimeoutException("Read timed out"))).isEqualTo(RequestSent.YES);
    }

    /** A client that tried again tells what became of the first attempt by a suppressed exception. */
    @ParameterizedTest
    @ValueSource(strings = {"Connection reset", "Broken pipe", "Unexpected end of file from server"})
    void attemptBefore_thatMayHaveBeenSent_isNotForgotten(String first) {
        assertThat(requestSent(with(new ConnectException("Connection refused"), new SocketException(first))))
                .isEqualTo(RequestSent.MAYBE);
    }

    @Test
    void attemptBefore_thatWasNotSentEither_changesNothing() {
        assertThat(requestSent(with(
                        new ConnectException("Connection refused"),
                        new ConnectException("Connection refused"),
                        new UnknownHostException("orders"),
                        new IOException("request not processed by peer"),
                        new SocketException("Socket closed"),
                        new IllegalStateException("of no importance"))))
                .isEqualTo(RequestSent.NO);
    }

    @Test
    void failedHandshake_hasNotTakenTheRequest_whateverItsCleanUpSays() {
        SSLHandshakeException thrown = with(
                new SSLHandshakeException("Remote host terminated the handshake"),
                new SSLException("closing inbound before receiving peer's close_notify"),
                new ClosedChannelException(),
                new IOException("Broken pipe"));

        assertThat(requestSent(thrown)).isEqualTo(RequestSent.NO);
        assertThat(classify(thrown, Phase.COMMITTED))
                .extracting(Cause::requestSent)
                .isNotEqualTo(RequestSent.NO);
    }

    @Test
    void failedHandshake_afterAnAttemptThatMayHaveBeenSent_isNoPromise() {
        assertThat(requestSent(with(
                        new SSLHandshakeException("Remote host terminated the handshake"),
                        new SocketException("Connection reset"))))
                .isEqualTo(RequestSent.MAYBE);
    }

    @Test
    void failedHandshakeBefore_isNoPromiseOfTheAttemptAfterIt() {
        assertThat(requestSent(with(
                        new SocketTimeoutException("Read timed out"), new SSLException("Unrecognized SSL message"))))
                .isNotEqualTo(RequestSent.NO);
    }

    @Test
    void causes_countForMoreThanWhatWasSuppressed() {
        Cause cause = requireNonNull(classify(
                with(new SocketException("Connection reset"), new ConnectException("Connection refused")),
                Phase.NOTHING));

        assertThat(cause.type()).isEqualTo(CauseType.CONNECTION_TERMINATED);
        assertThat(cause.evidence()).isEqualTo("link 1 java.net.SocketException, rule jdk-socket-broken");
    }

    @Test
    void vagueCause_leavesItToWhatWasSuppressed() {
        Cause cause = requireNonNull(
                classify(with(new EOFException(), new ConnectException("Connection refused")), Phase.NOTHING));

        assertThat(cause.type()).isEqualTo(CauseType.CONNECTION_REFUSED);
        assertThat(cause.evidence()).isEqualTo("link 2 java.net.ConnectException, rule jdk-connect-refused");
    }

    @Test
    void bugOfTheApps_staysOne_whateverItsCleanUpSuppressed() {
        assertThat(classify(with(new NullPointerException("x"), new SocketException("Broken pipe")), Phase.NOTHING))
                .isNull();
    }

    @Test
    void suppressedHandshake_decidesWhereNothingElseIsKnown() {
        ThrowableInfo closed = link("", "java.nio.channels.ClosedChannelException", "java.io.IOException");
        ThrowableInfo handshake = new ThrowableInfo(
                List.of("io.netty.handler.ssl.StacklessSSLHandshakeException", "javax.net.ssl.SSLHandshakeException"),
                "Connection closed while SSL/TLS handshake was in progress",
                true,
                List::of);

        assertThat(told(closed, handshake))
                .extracting(Cause::type, Cause::requestSent)
                .containsExactly(CauseType.TLS_PROTOCOL_ERROR, RequestSent.NO);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    java.io.IOException                           | request not processed by peer
                    java.io.IOException                           | Received RST_STREAM: Stream not processed
                    java.io.IOException                           | refused_stream_error
                    okhttp3.internal.http2.StreamResetException   | stream was reset: REFUSED_STREAM
                    io.vertx.core.http.StreamResetException       | Stream reset: 7
                    io.grpc.StatusRuntimeException                | UNAVAILABLE: Refused stream Rst Stream
                    org.eclipse.jetty.http2.RetryableStreamException | ''
                    com.linecorp.armeria.client.RefusedStreamException | ''
                    """)
    void streamThatWasNotProcessed_hasNotTakenTheRequest(String type, String message) {
        assertThat(told(link(message, type)))
                .extracting(Cause::type, Cause::requestSent)
                .containsExactly(CauseType.CONNECTION_TERMINATED, RequestSent.NO);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    org.springframework.web.client.RestClientResponseException | 503 Service Unavailable: "nope"
                    org.springframework.web.reactive.function.client.WebClientResponseException | 503 Service Unavailable from GET http://x
                    feign.FeignException                    | [503 Service Unavailable] during [GET] to [http://x]
                    retrofit2.HttpException                 | HTTP 503 Gone
                    jakarta.ws.rs.WebApplicationException   | HTTP 503 Service Unavailable
                    java.io.IOException                     | Server returned HTTP response code: 503 for URL: http://x
                    org.apache.http.client.HttpResponseException | status code: 503, reason phrase: Service Unavailable
                    io.grpc.StatusRuntimeException          | UNAVAILABLE: HTTP status code 503
                    """)
    void answerTurnedIntoAnException_tellsItsStatus(String type, String message) {
        assertThat(told(link(message, type)))
                .extracting(Cause::type, Cause::receivedStatus, Cause::requestSent)
                .containsExactly(CauseType.UPSTREAM_ERROR_RESPONSE, 503, RequestSent.YES);
    }

    @Test
    void answerOf5xx_isAnUpstreamsFailure_andOf4xxIsForTheApp() {
        assertThat(classify(
                        new IOException("Server returned HTTP response code: 500 for URL: http://x"), Phase.NOTHING))
                .extracting(Cause::receivedStatus)
                .isEqualTo(500);
        assertThat(classify(
                        new IOException("Server returned HTTP response code: 499 for URL: http://x"), Phase.NOTHING))
                .isNull();
    }

    @Test
    void otherCauses_tellNoStatus() {
        assertThat(told(link("Connection refused", "java.net.ConnectException")).receivedStatus())
                .isNull();
    }

    @Test
    void stackOfABody_showsThatTheAnswerHadBegun() {
        SocketException inBody = thrownIn("sun.net.www.MeteredStream", new SocketException("Connection reset"));

        assertThat(classify(inBody, Phase.NOTHING))
                .extracting(Cause::type)
                .isEqualTo(CauseType.HTTP_RESPONSE_INCOMPLETE);
        assertThat(classify(new SocketException("Connection reset"), Phase.NOTHING))
                .extracting(Cause::type)
                .isEqualTo(CauseType.CONNECTION_TERMINATED);
    }

    @Test
    void stackOfAWrapper_showsNothing() {
        IOException wrapper = thrownIn(
                "sun.net.www.MeteredStream", new IOException("wrapped", new SocketException("Connection reset")));

        assertThat(classify(wrapper, Phase.NOTHING)).extracting(Cause::type).isEqualTo(CauseType.CONNECTION_TERMINATED);
    }

    @Test
    void wrapperOfAReadBody_showsThatTheAnswerHadBegun() {
        ThrowableInfo timeout = link("Read timed out", "java.net.SocketTimeoutException", "java.io.IOException");
        ThrowableInfo reading = link("Read timed out reading GET http://x/", "feign.FeignException");
        ThrowableInfo executing =
                link("Read timed out executing GET http://x/", "feign.RetryableException", "feign.FeignException");

        assertThat(told(reading, timeout).type()).isEqualTo(CauseType.CONNECTION_READ_TIMEOUT);
        assertThat(told(executing, timeout).type()).isEqualTo(CauseType.HTTP_RESPONSE_TIMEOUT);
    }

    @Test
    void silenceInAHandshake_isNoSilenceOfTheUpstreams() {
        SocketTimeoutException handshake =
                thrownIn("sun.security.ssl.SSLSocketImpl", new SocketTimeoutException("Read timed out"));
        SocketTimeoutException reading =
                thrownIn("sun.security.ssl.SSLSocketImpl$AppInputStream", new SocketTimeoutException("Read timed out"));

        assertThat(classify(handshake, Phase.NOTHING))
                .extracting(Cause::type, Cause::detail, Cause::requestSent)
                .containsExactly(CauseType.CONNECTION_TIMEOUT, "tls_handshake", RequestSent.NO);
        assertThat(classify(reading, Phase.NOTHING)).extracting(Cause::type).isEqualTo(CauseType.HTTP_RESPONSE_TIMEOUT);
    }

    @Test
    void timeTaken_tellsASlowNameServerFromOneThatFailed() {
        Thrown thrown = new Thrown(new UnknownHostException("orders: Temporary failure in name resolution"));

        assertThat(classifier.classify(new Failure(thrown, Phase.NOTHING, Duration.ofMillis(20))))
                .extracting(Cause::type)
                .isEqualTo(CauseType.DNS_ERROR);
        assertThat(classifier.classify(new Failure(thrown, Phase.NOTHING, Duration.ofSeconds(5))))
                .extracting(Cause::type)
                .isEqualTo(CauseType.DNS_TIMEOUT);
    }

    @Test
    void prefixesOfJdksAndTransports_areLookedThrough() {
        assertThat(List.of(
                        "Connection reset by peer",
                        "recvAddress(..) failed with error(-104): Connection reset by peer",
                        "syscall:read(..) failed: Connection reset by peer",
                        "(handshake_failure) Connection reset by peer"))
                .allSatisfy(message ->
                        assertThat(ThrowableInfo.withoutPrefix(message)).isEqualTo("Connection reset by peer"));
        assertThat(ThrowableInfo.withoutPrefix("close(..) told: Connection reset by peer"))
                .startsWith("close(..)");
    }

    @Test
    void shadedCopies_countAsWhatTheyWere() {
        assertThat(ThrowableInfo.unshaded("io.grpc.netty.shaded.io.netty.handler.ssl.NotSslRecordException"))
                .isEqualTo("io.netty.handler.ssl.NotSslRecordException");
        assertThat(ThrowableInfo.unshaded("java.io.IOException")).isEqualTo("java.io.IOException");
        assertThat(ThrowableInfo.unshaded(".shaded.x.Y")).isEqualTo("x.Y");
    }

    @Test
    void stack_isReadOnce_andNotBeyondItsBound() {
        int[] read = {0};
        StackTraceElement[] frames = new StackTraceElement[100];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = new StackTraceElement("a.shaded.b.C" + i, "m", null, 1);
        }
        StackClassNames stack = new StackClassNames(() -> {
            read[0]++;
            return frames;
        });

        assertThat(read[0]).isZero();
        assertThat(stack.get()).hasSize(64).startsWith("b.C0", "b.C1");
        assertThat(stack.get()).hasSize(64);
        assertThat(read[0]).isOne();
    }

    @Test
    void everyLink_isToldWithWhatItExtends_itsCausesBeforeWhatTheySuppressed() {
        IOException thrown = with(new IOException("outer", new EOFException("inner")), new SocketException("beside"));

        assertThat(ThrowableInfo.chain(thrown))
                .extracting(ThrowableInfo::message)
                .containsExactly("outer", "inner", "beside");
        assertThat(ThrowableInfo.chain(thrown))
                .extracting(ThrowableInfo::suppressed)
                .containsExactly(false, false, true);
        assertThat(ThrowableInfo.chain(thrown).get(1).classNames())
                .containsExactly(
                        "java.io.EOFException", "java.io.IOException", "java.lang.Exception", "java.lang.Throwable");
    }

    @Test
    void cause_refusesWhatNoIncidentCouldHold() {
        Cause cause = Cause.of(CauseType.DNS_ERROR, null, "x");

        assertThat(cause.receivedStatus(100).receivedStatus()).isEqualTo(100);
        assertThat(cause.receivedStatus(599).receivedStatus()).isEqualTo(599);
        for (int status : new int[] {99, 600, -1}) {
            assertThatThrownBy(() -> cause.receivedStatus(status))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("three digits");
        }
        assertThatThrownBy(() -> Cause.of(CauseType.DNS_ERROR, "Not a word", "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lower case letters");
        assertThat(cause.upstream("orders").confidence(Confidence.CLASS).requestSent(RequestSent.YES))
                .isEqualTo(new Cause(
                        CauseType.DNS_ERROR, null, RequestSent.YES, null, "orders", null, "x", Confidence.CLASS));
    }

    @Test
    void rulesForExceptions_knowExceptionsOnly() {
        FailureClassifier rules = FailureClassifier.ofExceptions();

        assertThat(rules.classify(
                        new Failure(new Thrown(new ConnectException("Connection refused")), Phase.NOTHING, SHORT)))
                .isInstanceOfSatisfying(
                        Cause.class, cause -> assertThat(cause.type()).isEqualTo(CauseType.CONNECTION_REFUSED));
        for (Seen unknown : List.<Seen>of(
                new Thrown(new IOException("disk full")),
                Answered.bySendError(504),
                new Observed(CauseType.HTTP_RESPONSE_INCOMPLETE, "too few bytes"))) {
            assertThat(rules.classify(new Failure(unknown, Phase.NOTHING, SHORT)))
                    .isNull();
        }
    }
}
