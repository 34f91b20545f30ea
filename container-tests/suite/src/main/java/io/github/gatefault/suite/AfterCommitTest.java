package io.github.gatefault.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.gatefault.suite.harness.Exchange;
import io.github.gatefault.suite.harness.Facts;
import io.github.gatefault.suite.harness.Handler;
import io.github.gatefault.suite.harness.Site;
import io.github.gatefault.suite.harness.WebApp;
import io.github.gatefault.suite.upstream.FaultUpstream;
import io.github.gatefault.suite.wire.Ending;
import io.github.gatefault.suite.wire.Http2Connection;
import io.github.gatefault.suite.wire.Request;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has begun and cannot be finished is cut off, in whichever way the inner code learns of it: no container does so in all
 * of these cases by itself. What has not begun is replaced, with nothing left of it.
 */
class AfterCommitTest {
    private static final Logger log = LoggerFactory.getLogger(AfterCommitTest.class);

    /** An application whose page for all errors writes to the stream, which a container may include into what has begun. */
    private static final String PAGED = "/paged";

    private static final int PROMISED = 40_000;
    private static final int DELIVERED = 20_000;

    enum Length {
        CHUNKED,
        PROMISED
    }

    /** How inner code that has sent a part ends. */
    enum Way {
        THROWS((request, response) -> {
            deliver(response);
            throw new EOFException("the upstream is gone");
        }),
        THROWS_IN_ASYNC_DISPATCH((request, response) -> {
            if (request.getDispatcherType() != DispatcherType.ASYNC) {
                request.startAsync().dispatch();
                return;
            }
            deliver(response);
            throw new EOFException("the upstream is gone");
        }),
        THROWS_AFTER_START_ASYNC((request, response) -> {
            request.startAsync();
            deliver(response);
            throw new EOFException("the upstream is gone");
        }),
        SENDS_ERROR_AND_RETURNS((request, response) -> {
            deliver(response);
            sendErrorTooLate(response);
        }),
        SENDS_ERROR_AND_COMPLETES((request, response) -> {
            AsyncContext async = request.startAsync();
            async.start(() -> {
                deliver(response);
                sendErrorTooLate(response);
                async.complete();
            });
        }),
        SENDS_ERROR_AND_COMPLETES_IN_CHAIN((request, response) -> {
            AsyncContext async = request.startAsync();
            deliver(response);
            sendErrorTooLate(response);
            async.complete();
        }),
        SETS_STATUS_AND_COMPLETES((request, response) -> {
            AsyncContext async = request.startAsync();
            async.start(() -> {
                deliver((HttpServletResponse) async.getResponse());
                response.setStatus(502);
                request.getAsyncContext().complete();
            });
        }),
        WRITE_LISTENER_THROWS((request, response) -> {
            request.startAsync();
            ServletOutputStream out = response.getOutputStream();
            out.setWriteListener(new Delivering(out));
        }),
        NOBODY_ANSWERS_THE_TIME_OUT((request, response) -> {
            AsyncContext async = request.startAsync();
            async.setTimeout(200);
            deliver(response);
        });

        @SuppressWarnings("ImmutableEnumChecker") // A handler holds no state.
        private final Handler handler;

        Way(Handler handler) {
            this.handler = handler;
        }

        private String path(Length length) {
            return "/" + length.name().toLowerCase(Locale.ROOT) + "/"
                    + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** How an app fails by itself. */
    enum Bug {
        THROWS(failure -> (request, response) -> {
            begin(request, response);
            throw failure;
        }),
        THROWS_IN_ASYNC_DISPATCH(failure -> (request, response) -> {
            if (request.getDispatcherType() != DispatcherType.ASYNC) {
                request.startAsync().dispatch();
                return;
            }
            begin(request, response);
            throw failure;
        });

        private interface Failing {
            Handler with(RuntimeException failure);
        }

        @SuppressWarnings("ImmutableEnumChecker") // A handler holds no state.
        private final Failing handler;

        Bug(Failing handler) {
            this.handler = handler;
        }

        private String path(String of) {
            return "/bug/" + name().toLowerCase(Locale.ROOT).replace('_', '-') + "/" + of;
        }
    }

    @RegisterExtension
    static final Site site = Site.of(upstream ->
            List.of(failing(Apps.gated()), failing(Apps.gated(PAGED, Map.of())).errorPage("/oops")));

    private static WebApp failing(WebApp app) {
        app.serve(
                "/oops",
                (request, response) ->
                        response.getOutputStream().print("<html>a page of the app's</html>".repeat(1000)));
        app.serve("/healthy", (request, response) -> response.getOutputStream().print("all is well"));
        for (Way way : Way.values()) {
            app.serve(way.path(Length.CHUNKED), way.handler);
            app.serve(way.path(Length.PROMISED), (request, response) -> {
                if (request.getDispatcherType() == DispatcherType.REQUEST) {
                    response.setContentLength(PROMISED);
                }
                way.handler.handle(request, response);
            });
        }
        app.serve("/short", (request, response) -> {
            response.setContentLength(PROMISED);
            deliver(response);
        });
        app.serve("/short-async", (request, response) -> {
            AsyncContext async = request.startAsync();
            response.setContentLength(PROMISED);
            async.start(() -> {
                deliver(response);
                async.complete();
            });
        });
        app.serve("/short-uncommitted", (request, response) -> {
            describe(response);
            response.getOutputStream().write(FaultUpstream.bytes(100));
        });
        app.serve("/short-uncommitted-async", (request, response) -> {
            AsyncContext async = request.startAsync();
            describe(response);
            response.getOutputStream().write(FaultUpstream.bytes(100));
            async.complete();
        });
        app.serve("/throws-uncommitted", (request, response) -> {
            describe(response);
            response.getOutputStream().write(FaultUpstream.bytes(100));
            throw new EOFException("the upstream is gone");
        });
        app.serve("/throws-uncommitted-async", (request, response) -> {
            if (request.getDispatcherType() != DispatcherType.ASYNC) {
                describe(response);
                response.getOutputStream().write(FaultUpstream.bytes(100));
                request.startAsync().dispatch();
                return;
            }
            throw new EOFException("the upstream is gone");
        });
        app.serve("/listener-throws-uncommitted", (request, response) -> {
            request.startAsync();
            describe(response);
            ServletOutputStream out = response.getOutputStream();
            out.setWriteListener(new Delivering(out, 100));
        });
        for (Bug bug : Bug.values()) {
            app.serve(bug.path("null"), bug.handler.with(new NullPointerException("a bug of the app's")));
            app.serve(bug.path("state"), bug.handler.with(new IllegalStateException("a bug of the app's")));
        }
        return app;
    }

    /** The first part of the upstream's body, on its way to the client. */
    private static void deliver(HttpServletResponse response) {
        try {
            response.setContentType("application/octet-stream");
            response.getOutputStream().write(FaultUpstream.bytes(DELIVERED));
            response.flushBuffer();
        } catch (IOException e) {
            throw new IllegalStateException("The client is expected to stay", e);
        }
    }

    /** What describes the upstream's body, and must go with it. */
    private static void describe(HttpServletResponse response) {
        response.setContentType("application/octet-stream");
        response.setContentLength(400);
        response.setHeader("Content-Encoding", "br");
        response.setHeader("ETag", "\"of-the-upstream\"");
        response.setHeader("Content-Disposition", "attachment");
        response.setHeader("Cache-Control", "public, max-age=600");
        response.setDateHeader("Last-Modified", 0);
        response.setHeader("X-Upstream-Detail", "of-the-upstream");
    }

    private static void sendErrorTooLate(HttpServletResponse response) {
        try {
            response.sendError(502);
        } catch (IllegalStateException | IOException e) {
            log.debug("Too late for an error status", e);
        }
    }

    private static void begin(HttpServletRequest request, HttpServletResponse response) {
        if ("late".equals(request.getQueryString())) {
            deliver(response);
        } else if ("late-with-length".equals(request.getQueryString())) {
            response.setContentLength(PROMISED);
            deliver(response);
        }
    }

    /** Writes a part and, once that is on its way, throws. */
    private static final class Delivering implements WriteListener {
        private final ServletOutputStream out;
        private final int size;
        private boolean written;
        private boolean flushed;

        Delivering(ServletOutputStream out) {
            this(out, DELIVERED);
        }

        Delivering(ServletOutputStream out, int size) {
            this.out = out;
            this.size = size;
        }

        @Override
        public void onWritePossible() throws IOException {
            if (!written && out.isReady()) {
                written = true;
                out.write(FaultUpstream.bytes(size));
            }
            if (size == DELIVERED && !flushed && out.isReady()) {
                flushed = true;
                out.flush();
            }
            if (out.isReady()) {
                throw new EOFException("the upstream is gone");
            }
        }

        @Override
        public void onError(Throwable failure) {
            log.debug("The listener hears of it", failure);
        }
    }

    static Stream<Arguments> waysToFail() {
        return Stream.of(Apps.GATED, PAGED)
                .flatMap(app -> Stream.of(Length.values())
                        .flatMap(length -> Stream.of(Way.values()).map(way -> arguments(app, length, way))));
    }

    @ParameterizedTest
    @MethodSource("waysToFail")
    void answerThatHasBegun_isCutOff(String app, Length length, Way way) throws Exception {
        Exchange exchange = site.get(app + way.path(length));
        isCutOffBehindTheLastByte(exchange);
    }

    @ParameterizedTest
    @MethodSource("waysToFail")
    void answerThatHasBegunOverHttp2_isResetAndTheConnectionLives(String app, Length length, Way way) throws Exception {
        try (Http2Connection connection = Http2Connection.to(site.port())) {
            Exchange exchange = site.send(connection, Request.get(app + way.path(length)));
            isCutOffBehindTheLastByte(exchange);
            assertThat(exchange.answer().ending()).as("%s", exchange).isEqualTo(Ending.RESET);
            livesOn(connection);
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void answerToAPost_isCutOffAsWell(Way way) throws Exception {
        isCutOffBehindTheLastByte(site.send(
                Request.of("POST", Apps.GATED + way.path(Length.CHUNKED)).body("order=1")));
    }

    private static void isCutOffBehindTheLastByte(Exchange exchange) throws InterruptedException {
        assertThat(exchange.answer().status()).as("%s", exchange).isIn(200, 0);
        assertThat(exchange.answer().body()).as("%s", exchange).hasSizeLessThanOrEqualTo(DELIVERED);
        Facts.cutOffAfterCommit(
                site, exchange, "http_response_incomplete", "connection_terminated", "http_response_timeout");
    }

    private static void livesOn(Http2Connection connection) throws Exception {
        Exchange next = site.send(connection, Request.get(Apps.GATED + "/healthy"));
        assertThat(next.answer().text()).as("%s", next).isEqualTo("all is well");
        assertThat(connection.isGone()).isFalse();
    }

    static Stream<Arguments> shortAnswers() {
        return Stream.of(Apps.GATED, PAGED)
                .flatMap(app -> Stream.of("/short", "/short-async").map(path -> arguments(app, path)));
    }

    @ParameterizedTest
    @MethodSource("shortAnswers")
    void answerThatEndsShortOfItsLength_isCutOff(String app, String path) throws Exception {
        isCutOffBehindTheLastByte(site.get(app + path));
    }

    @ParameterizedTest
    @MethodSource("shortAnswers")
    void answerThatEndsShortOfItsLengthOverHttp2_isReset(String app, String path) throws Exception {
        try (Http2Connection connection = Http2Connection.to(site.port())) {
            isCutOffBehindTheLastByte(site.send(connection, Request.get(app + path)));
            livesOn(connection);
        }
    }

    static Stream<Arguments> answersNotBegun() {
        return Stream.of(Apps.GATED, PAGED)
                .flatMap(app -> Stream.of(
                                "/short-uncommitted",
                                "/short-uncommitted-async",
                                "/throws-uncommitted",
                                "/throws-uncommitted-async",
                                "/listener-throws-uncommitted")
                        .map(path -> arguments(app, path)));
    }

    @ParameterizedTest
    @MethodSource("answersNotBegun")
    void answerThatHasNotBegun_isReplacedAndNothingIsLeftOfIt(String app, String path) throws Exception {
        Exchange exchange = site.get(app + path);
        Facts.answeredByUs(exchange, 502, "http_response_incomplete");
        assertThat(exchange.answer().head().fields().toString())
                .doesNotContain("of-the-upstream")
                .doesNotContain("max-age")
                .doesNotContain("Content-Disposition");
        try (Http2Connection connection = Http2Connection.to(site.port())) {
            Exchange overHttp2 = site.send(connection, Request.get(app + path));
            Facts.answeredByUs(overHttp2, 502, "http_response_incomplete");
            livesOn(connection);
        }
    }

    static Stream<Arguments> bugs() {
        return Stream.of(Apps.GATED, PAGED)
                .flatMap(app -> Stream.of(Bug.values())
                        .flatMap(bug -> Stream.of("null", "state").map(of -> arguments(app, bug, of))));
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void bugOfTheApp_isTheContainersToAnswer(String app, Bug bug, String of) throws Exception {
        Exchange exchange = site.get(app + bug.path(of));
        assertThat(exchange.answer().status()).as("%s", exchange).isEqualTo(500);
        assertThat(exchange.answer().isComplete()).as("%s", exchange).isTrue();
        assertThat(exchange.isOurs()).as("%s", exchange).isFalse();
        if (app.equals(PAGED) && bug == Bug.THROWS) {
            assertThat(exchange.answer().text()).startsWith("<html>a page of the app's");
        }
        Facts.noIncident(site);
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void bugOfTheAppAfterTheCommit_neverLooksComplete(String app, Bug bug, String of) throws Exception {
        for (String when : List.of("?late", "?late-with-length")) {
            Exchange exchange = site.get(app + bug.path(of) + when);
            isCutOffWithNothingAdded(exchange);
            try (Http2Connection connection = Http2Connection.to(site.port())) {
                isCutOffWithNothingAdded(site.send(connection, Request.get(app + bug.path(of) + when)));
                livesOn(connection);
            }
        }
        Facts.noIncident(site);
    }

    private static void isCutOffWithNothingAdded(Exchange exchange) {
        assertThat(exchange.answer().isCutOff()).as("%s", exchange).isTrue();
        assertThat(exchange.answer().body())
                .as("%s", exchange)
                .isEqualTo(FaultUpstream.bytes(exchange.answer().body().length));
    }
}
