package io.github.gatefault.suite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gatefault.filter.BadGatewayFilter;
import io.github.gatefault.suite.harness.Container.Capability;
import io.github.gatefault.suite.harness.Exchange;
import io.github.gatefault.suite.harness.Facts;
import io.github.gatefault.suite.harness.Handler;
import io.github.gatefault.suite.harness.Site;
import io.github.gatefault.suite.harness.WebApp;
import io.github.gatefault.suite.proxy.Proxies;
import io.github.gatefault.suite.upstream.Fault;
import io.github.gatefault.suite.upstream.FaultUpstream;
import io.github.gatefault.suite.wire.Answer;
import io.github.gatefault.suite.wire.Answer.Piece;
import io.github.gatefault.suite.wire.Connection;
import io.github.gatefault.suite.wire.Field;
import io.github.gatefault.suite.wire.Head;
import io.github.gatefault.suite.wire.Http2Connection;
import io.github.gatefault.suite.wire.Request;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What passes, passes as it would without the filter: each byte, each flush, each interim answer, in time. */
class PassThroughTest {
    private static final String LARGE = "/large";
    private static final int LARGE_PAGE = 60_000;
    private static final int LARGE_BODY = 8_000_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path templates;

    /** What the app says by itself, in all the ways in which one can say it. */
    private static final Map<String, Handler> ANSWERS = answers();

    /** Where an answer stops until its client has seen what was flushed. */
    private static volatile CountDownLatch seen = new CountDownLatch(0);

    private static final AtomicInteger buffersAtTheContainer = new AtomicInteger();

    @RegisterExtension
    static final Site site = Site.of(upstream -> List.of(
            app(Proxies.all(
                    WebApp.at(Apps.GATED)
                            .filter("watch", PassThroughTest::watch, WebApp.ALL_DISPATCHES, Map.of())
                            .filter(Site.GATE, BadGatewayFilter::new, WebApp.ALL_DISPATCHES, Map.of()),
                    upstream)),
            app(Proxies.all(Apps.bare(), upstream)),
            app(Proxies.all(Apps.gated(LARGE, Map.of("templates", largeTemplates())), upstream))));

    private static WebApp app(WebApp app) {
        ANSWERS.forEach((path, handler) -> app.serve("/" + path, handler));
        return app.serve("/flush-stream", PassThroughTest::flushStream)
                .serve("/flush-buffer", PassThroughTest::flushBuffer)
                .serve("/flush-writer", PassThroughTest::flushWriter)
                .serve(
                        "/no-reader",
                        (request, response) -> response.getOutputStream().print("not read"))
                .serve("/no-reader-fails", (request, response) -> {
                    throw new ConnectException("Connection refused");
                })
                .serve("/reader", (request, response) -> {
                    CRC32 sum = new CRC32();
                    sum.update(request.getInputStream().readAllBytes());
                    response.getOutputStream().print("sum " + sum.getValue());
                })
                .serve("/upgrade", (request, response) -> {
                    response.setStatus(HttpServletResponse.SC_SWITCHING_PROTOCOLS);
                    response.setHeader("Upgrade", "echo");
                    response.setHeader("Connection", "Upgrade");
                    request.upgrade(Echo.class);
                })
                .serve("/large-body", (request, response) -> nonBlocking(request, response, LARGE_BODY))
                .serve("/fails-before-it-writes", PassThroughTest::failsBeforeItWrites)
                .serve("/byte-buffer", (request, response) -> {
                    if (site.can(Capability.SERVLET_6_1)) {
                        response.getOutputStream().write(ByteBuffer.wrap(FaultUpstream.bytes(1000)));
                    } else {
                        response.getOutputStream().write(FaultUpstream.bytes(1000));
                    }
                });
    }

    // Time.

    /** Jetty's own proxies collect what they write until the response's buffer is full, with the filter as without. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "JETTY.*")
    void events_arriveOneByOne(Proxies proxy) throws Exception {
        Exchange exchange = site.get(Apps.GATED + proxy.at(Fault.SSE));
        assertThat(exchange.answer().text()).isEqualTo("data: 1\n\ndata: 2\n\ndata: 3\n\n");
        List<Piece> pieces = exchange.answer().pieces();
        assertThat(pieces).as("%s", exchange).hasSizeGreaterThanOrEqualTo(3);
        long whole = pieces.get(pieces.size() - 1).after().toMillis()
                - pieces.get(0).after().toMillis();
        assertThat(whole)
                .as("from the first event to the third: %s", pieces)
                .isGreaterThan(2 * FaultUpstream.EVENT_GAP_MILLIS - 200);
        long half = pieces.get(0).after().toMillis() + whole / 4;
        assertThat(pieces.stream().filter(piece -> piece.after().toMillis() < half))
                .as("the second waits for nobody: %s", pieces)
                .hasSize(pieces.size() / 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stream", "buffer", "writer"})
    void flushedBytes_arriveBeforeTheNextAreWritten(String way) throws Exception {
        for (String app : List.of(Apps.GATED, Apps.BARE)) {
            seen = new CountDownLatch(1);
            Request request = Request.get(app + "/flush-" + way);
            try (Connection connection = site.connect()) {
                Head head = connection.send(request.bytes()).readHead();
                assertThat(head.status()).isEqualTo(200);
                String sofar = readUntil(connection, "first");
                assertThat(sofar).contains("first").doesNotContain("second");
                seen.countDown();
                assertThat(readUntil(connection, "second")).contains("second");
            }
        }
        Facts.noIncident(site);
    }

    // Bytes.

    static Stream<String> ownAnswers() {
        return ANSWERS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("ownAnswers")
    void answerOfTheApp_isByteForByteWhatItIsWithoutTheFilter(String path) throws Exception {
        for (String method : List.of("GET", "HEAD", "POST")) {
            Exchange gated =
                    site.send(Request.of(method, Apps.GATED + "/" + path).with("TE", "trailers"));
            Exchange bare = site.send(Request.of(method, Apps.BARE + "/" + path).with("TE", "trailers"));
            WithoutTheFilter.isTheSame(gated, bare);
            assertThat(bare.answer().status()).as("the handler works: %s", bare).isLessThan(500);
        }
        Facts.noIncident(site);
    }

    @ParameterizedTest
    @EnumSource(Proxies.class)
    void interimAnswersAndTrailersAndEvents_areWhatTheyAreWithoutTheFilter(Proxies proxy) throws Exception {
        for (Fault fault : List.of(Fault.EARLY_HINTS, Fault.TRAILERS, Fault.RANGE, Fault.GZIP, Fault.SSE)) {
            if (fault == Fault.EARLY_HINTS && proxy.name().startsWith("JETTY")) {
                // Jetty's client hands its proxies no answer after a 103, so there is nothing to compare.
                continue;
            }
            WithoutTheFilter.isTheSame(site.get(Apps.GATED + proxy.at(fault)), site.get(Apps.BARE + proxy.at(fault)));
        }
        Facts.noIncident(site);
    }

    @Test
    void trailersOfTheApp_arrive() throws Exception {
        Exchange exchange = site.send(Request.get(Apps.GATED + "/trailers").with("TE", "trailers"));
        assertThat(exchange.answer().text()).isEqualTo("summed");
        assertThat(exchange.answer().trailers()).contains(new Field(trailerName(exchange), "42"));
        try (Http2Connection connection = Http2Connection.to(site.port())) {
            Exchange http2 =
                    site.send(connection, Request.get(Apps.GATED + "/trailers").with("TE", "trailers"));
            assertThat(http2.answer().text()).isEqualTo("summed");
            assertThat(http2.answer().trailers())
                    .as("%s", http2)
                    .singleElement()
                    .satisfies(trailer -> assertThat(trailer.value()).isEqualTo("42"));
        }
    }

    /** Containers write names in their own case. */
    private static String trailerName(Exchange exchange) {
        return exchange.answer().trailers().stream()
                .map(Field::name)
                .filter(name -> name.equalsIgnoreCase("X-Checksum"))
                .findFirst()
                .orElse("X-Checksum");
    }

    @Test
    void earlyHints_comeBeforeTheAnswer() throws Exception {
        Exchange exchange = site.get(Apps.GATED + "/early-hints");
        assertThat(exchange.answer().text()).isEqualTo("hinted");
        assertThat(exchange.answer().interims().stream().map(Head::status))
                .isEqualTo(site.can(Capability.EARLY_HINTS) ? List.of(103) : List.of());
    }

    @Test
    void byteBuffer_reachesTheContainersOwnStream() throws Exception {
        buffersAtTheContainer.set(0);
        Exchange gated = site.get(Apps.GATED + "/byte-buffer");
        WithoutTheFilter.isTheSame(gated, site.get(Apps.BARE + "/byte-buffer"));
        assertThat(gated.answer().body()).isEqualTo(FaultUpstream.bytes(1000));
        if (site.can(Capability.SERVLET_6_1)) {
            assertThat(buffersAtTheContainer).hasValue(1);
        } else {
            assertThatThrownBy(() -> ServletOutputStream.class.getMethod("write", ByteBuffer.class))
                    .isInstanceOf(NoSuchMethodException.class);
            assertThat(buffersAtTheContainer).hasValue(0);
        }
    }

    // Sizes.

    @Test
    void largeNonBlockingDownload_arrivesWholeAtASlowClient() throws Exception {
        Request request = Request.get(Apps.GATED + "/large-body");
        try (Connection connection = Connection.to(site.port(), 8 * 1024)) {
            Answer answer = connection.send(request.bytes()).read("GET");
            site.keep(request, answer);
            assertThat(answer.isComplete()).as("%s", answer).isTrue();
            assertThat(answer.body()).isEqualTo(FaultUpstream.bytes(LARGE_BODY));
        }
        Facts.noIncident(site);
    }

    @Test
    void largeExchangeOverHttp2_isWhole() throws Exception {
        try (Http2Connection connection = Http2Connection.to(site.port())) {
            Exchange download = site.send(connection, Request.get(Apps.GATED + "/large-body"));
            assertThat(download.answer().isComplete()).as("%s", download).isTrue();
            assertThat(download.answer().body()).isEqualTo(FaultUpstream.bytes(LARGE_BODY));
            byte[] body = FaultUpstream.bytes(2_000_000);
            Exchange upload = site.send(
                    connection, Request.of("POST", Apps.GATED + "/reader").body(body));
            assertThat(upload.answer().text()).as("%s", upload).isEqualTo("sum " + sumOf(body));
        }
        Facts.noIncident(site);
    }

    @ParameterizedTest
    @EnumSource(Proxies.class)
    void uploads_reachTheUpstream(Proxies proxy) throws Exception {
        for (int size : List.of(10, 1_500_000)) {
            byte[] body = FaultUpstream.bytes(size);
            Exchange exchange = site.send(
                    Request.of("POST", Apps.GATED + proxy.at(Fault.ECHO)).body(body));
            assertThat(exchange.answer().text())
                    .as("%s", exchange)
                    .contains("body: " + size + " " + Long.toHexString(sumOf(body)));
        }
        byte[] body = FaultUpstream.bytes(300_000);
        Exchange chunked = site.send(Request.of("POST", Apps.GATED + proxy.at(Fault.ECHO))
                .with("Transfer-Encoding", "chunked")
                .body(chunks(body)));
        assertThat(chunked.answer().text())
                .as("%s", chunked)
                .contains("body: " + body.length + " " + Long.toHexString(sumOf(body)));
        Facts.noIncident(site);
    }

    @ParameterizedTest
    @EnumSource(Proxies.class)
    void pageLargerThanTheResponseBuffer_isWhole(Proxies proxy) throws Exception {
        Request request = Request.get(LARGE + proxy.at(Fault.REFUSED)).with("Accept", "text/html");
        isTheLargePage(site.send(request));
        try (Http2Connection connection = Http2Connection.to(site.port())) {
            isTheLargePage(site.send(connection, request));
        }
    }

    @Test
    void pageLargerThanTheResponseBuffer_isWholeWhereTheAppHadBegunNonBlocking() throws Exception {
        Request request = Request.get(LARGE + "/fails-before-it-writes").with("Accept", "text/html");
        isTheLargePage(site.send(request));
        try (Http2Connection connection = Http2Connection.to(site.port())) {
            isTheLargePage(site.send(connection, request));
        }
    }

    private static void isTheLargePage(Exchange exchange) {
        Facts.answeredByUs(exchange, 502, "connection_refused");
        assertThat(exchange.answer().isComplete()).as("%s", exchange).isTrue();
        assertThat(exchange.answer().body()).hasSizeGreaterThan(LARGE_PAGE);
        assertThat(exchange.answer().text()).endsWith("</html>");
    }

    // Before and beside the answer.

    /** Tomcat sends a 100 before any filter; nobody else does, as long as nobody reads. */
    @Test
    void expectationOfContinue_isNotMetByTheFilter() throws Exception {
        Answer bare = expecting(Apps.BARE + "/no-reader");
        Answer gated = expecting(Apps.GATED + "/no-reader");
        assertThat(statuses(gated)).isEqualTo(statuses(bare));
        assertThat(gated.text()).isEqualTo("not read");
        if (!site.containerName().contains("Tomcat")) {
            assertThat(statuses(gated)).isEmpty();
        }
        Facts.noIncident(site);
    }

    @Test
    void expectationOfContinue_isNotMetByAnAnswerOfOurs() throws Exception {
        Answer bare = expecting(Apps.BARE + "/no-reader");
        Answer gated = expecting(Apps.GATED + "/no-reader-fails");
        assertThat(statuses(gated)).isEqualTo(statuses(bare));
        assertThat(gated.status()).as("%s", gated).isEqualTo(502);
    }

    @Test
    void expectationOfContinue_isMetWhenTheAppReads() throws Exception {
        byte[] body = FaultUpstream.bytes(1000);
        Request request = Request.of("POST", Apps.GATED + "/reader")
                .with("Expect", "100-continue")
                .with("Content-Length", "1000");
        try (Connection connection = site.connect()) {
            assertThat(connection.send(request.bytes()).readHead().status()).isEqualTo(100);
            Answer answer = connection.send(body).read("POST");
            site.keep(request, answer);
            assertThat(answer.text()).as("%s", answer).isEqualTo("sum " + sumOf(body));
        }
    }

    private static List<Integer> statuses(Answer answer) {
        return answer.interims().stream().map(Head::status).toList();
    }

    private static Answer expecting(String target) throws IOException {
        Request request =
                Request.of("POST", target).with("Expect", "100-continue").with("Content-Length", "1000");
        try (Connection connection = site.connect()) {
            Answer answer = connection.send(request.bytes()).read("POST");
            site.keep(request, answer);
            return answer;
        }
    }

    @Test
    void upgradedConnection_isWhatItIsWithoutTheFilter() throws Exception {
        assertThat(conversation(Apps.GATED)).isEqualTo(conversation(Apps.BARE));
        Facts.noIncident(site);
    }

    /** Returns the status of the change of protocols, and what comes back for a line: Jetty upgrades in a way of its own. */
    private static List<String> conversation(String app) throws IOException {
        Request request = Request.get(app + "/upgrade").with("Upgrade", "echo").with("Connection", "Upgrade");
        try (Connection connection = site.connect()) {
            Head head = connection.send(request.bytes()).readHead();
            connection.send("hello\n");
            return List.of(head.statusLine(), readUntil(connection, "\n"));
        }
    }

    // The apps.

    /** Says in capitals what it hears, line by line, until it hears an exclamation mark. */
    public static final class Echo implements HttpUpgradeHandler {
        /** For the container. */
        public Echo() {}

        @Override
        public void init(WebConnection connection) {
            Thread thread = new Thread(() -> talk(connection), "echo");
            thread.setDaemon(true);
            thread.start();
        }

        private static void talk(WebConnection connection) {
            try (connection) {
                InputStream in = connection.getInputStream();
                OutputStream out = connection.getOutputStream();
                ByteArrayOutputStream line = new ByteArrayOutputStream();
                for (int b = in.read(); b >= 0 && b != '!'; b = in.read()) {
                    line.write(Character.toUpperCase(b));
                    if (b == '\n') {
                        out.write(line.toByteArray());
                        out.flush();
                        line.reset();
                    }
                }
            } catch (Exception e) {
                throw new IllegalStateException("The conversation broke off", e);
            }
        }

        @Override
        public void destroy() {
            // It ends with its connection.
        }
    }

    private static Map<String, Handler> answers() {
        Map<String, Handler> answers = new LinkedHashMap<>();
        answers.put("nothing", (request, response) -> {});
        answers.put("status", (request, response) -> response.setStatus(202));
        answers.put("no-content", (request, response) -> response.setStatus(204));
        answers.put("not-modified", (request, response) -> {
            response.setHeader("ETag", "\"a\"");
            response.setStatus(304);
        });
        answers.put("range", (request, response) -> {
            response.setStatus(206);
            response.setHeader("Content-Range", "bytes 4-7/11");
            response.setContentLength(4);
            response.getOutputStream().print("is w");
        });
        answers.put("gzip", (request, response) -> {
            response.setHeader("Content-Encoding", "gzip");
            try (GZIPOutputStream gzip = new GZIPOutputStream(response.getOutputStream())) {
                gzip.write(FaultUpstream.bytes(100_000));
            }
        });
        answers.put("not-found", (request, response) -> {
            response.setStatus(404);
            response.getOutputStream().print("not here");
        });
        answers.put("redirect", (request, response) -> response.sendRedirect("elsewhere"));
        answers.put("cookies", (request, response) -> {
            response.addHeader("Set-Cookie", "a=1; Path=/");
            response.addHeader("Set-Cookie", "b=2; Path=/");
            response.addIntHeader("X-Number", 7);
            response.setDateHeader("Last-Modified", 1_000_000_000_000L);
            response.setLocale(Locale.GERMAN);
            response.getOutputStream().print("baked");
        });
        answers.put("reset", (request, response) -> {
            response.setHeader("X-First", "gone");
            response.getOutputStream().print("gone too");
            response.reset();
            response.setStatus(201);
            response.getWriter().print("left");
        });
        answers.put("length", (request, response) -> {
            response.setContentType("text/plain");
            response.setContentLengthLong(200_000);
            response.getOutputStream().write(FaultUpstream.bytes(200_000));
        });
        answers.put("closed", (request, response) -> {
            response.getOutputStream().print("closed");
            response.getOutputStream().close();
            response.getOutputStream().close();
        });
        answers.put("flushed-empty", (request, response) -> response.flushBuffer());
        answers.put("trailers", (request, response) -> {
            response.setHeader("Trailer", "X-Checksum");
            response.setTrailerFields(() -> Map.of("X-Checksum", "42"));
            response.getOutputStream().print("summed");
            response.flushBuffer();
        });
        answers.put("early-hints", (request, response) -> {
            if (site.can(Capability.EARLY_HINTS)) {
                response.setHeader("Link", "</style.css>; rel=preload");
                response.sendError(103);
            }
            response.getOutputStream().print("hinted");
        });
        answers.put("stream-print", (request, response) -> {
            ServletOutputStream out = response.getOutputStream();
            out.print("text");
            out.print(true);
            out.print('c');
            out.print(1);
            out.print(2L);
            out.print(1.5f);
            out.print(2.25);
            out.println();
            out.println("line \u00e4\u00df");
            out.println(false);
            out.println('d');
            out.println(3);
            out.println(4L);
            out.println(3.5f);
            out.println(4.75);
            out.write('!');
        });
        answers.put("writer", (request, response) -> {
            response.setContentType("text/plain");
            printAll(response.getWriter());
        });
        for (String charset : List.of("ISO-8859-1", "UTF-8", "UTF-16BE", "US-ASCII", "windows-1252")) {
            answers.put("writer-" + charset.toLowerCase(Locale.ROOT), (request, response) -> {
                response.setCharacterEncoding(charset);
                response.setContentType("text/html");
                printAll(response.getWriter());
            });
        }
        answers.put("writer-flushed", (request, response) -> {
            response.setContentType("text/plain;charset=utf-8");
            PrintWriter writer = response.getWriter();
            writer.print("one");
            writer.flush();
            writer.println("two");
            writer.print(writer.checkError());
            writer.close();
            writer.print("never");
        });
        answers.put("writer-big", (request, response) -> {
            response.setContentType("text/plain;charset=utf-8");
            PrintWriter writer = response.getWriter();
            for (int i = 0; i < 20_000; i++) {
                writer.println("\u20ac " + i);
            }
        });
        answers.put("servlet-6-1", (request, response) -> {
            if (site.can(Capability.SERVLET_6_1)) {
                response.setContentType("text/plain");
                response.setCharacterEncoding(StandardCharsets.UTF_16LE);
                response.getWriter().print("\u20ac");
            }
        });
        answers.put("redirect-6-1", (request, response) -> {
            if (site.can(Capability.SERVLET_6_1)) {
                response.sendRedirect("elsewhere", 307, true);
            }
        });
        return answers;
    }

    private static void printAll(PrintWriter writer) {
        writer.println();
        writer.println("a line \u00e4\u20ac\uD83D\uDE00");
        writer.println(1);
        writer.println(2L);
        writer.println(1.5f);
        writer.println(2.25);
        writer.println(true);
        writer.println('c');
        writer.println(new char[] {'d', 'e'});
        writer.println((Object) List.of("object"));
        writer.print(3);
        writer.print('x');
        writer.print(false);
        writer.print(new char[] {'f'});
        writer.write("whole of it", 6, 2);
        writer.write(new char[] {'a', 'b', 'c'}, 1, 2);
        writer.write('z');
        writer.append("appended").append('c').append("sub", 1, 2);
        writer.printf("%d %s %n", 5, "five").format(Locale.GERMAN, "%,.2f", 1234.5);
        writer.print(writer.checkError());
    }

    private static void flushStream(HttpServletRequest request, HttpServletResponse response) throws Exception {
        ServletOutputStream out = response.getOutputStream();
        out.print("first");
        out.flush();
        awaitClient();
        out.print("second");
    }

    private static void flushBuffer(HttpServletRequest request, HttpServletResponse response) throws Exception {
        response.getOutputStream().print("first");
        response.flushBuffer();
        awaitClient();
        response.getOutputStream().print("second");
    }

    private static void flushWriter(HttpServletRequest request, HttpServletResponse response) throws Exception {
        PrintWriter writer = response.getWriter();
        writer.print("first");
        if (writer.checkError()) {
            throw new IOException("The client has left");
        }
        awaitClient();
        writer.print("second");
    }

    private static void awaitClient() throws InterruptedException {
        if (!seen.await(5, TimeUnit.SECONDS)) {
            throw new AssertionError("The client has not seen what was flushed");
        }
    }

    /** Writes as long as it may, and then waits to be called. */
    private static void nonBlocking(HttpServletRequest request, HttpServletResponse response, int size)
            throws IOException {
        AsyncContext async = request.startAsync();
        async.setTimeout(30_000);
        ServletOutputStream out = response.getOutputStream();
        byte[] body = FaultUpstream.bytes(size);
        out.setWriteListener(new WriteListener() {
            private int next;

            @Override
            public void onWritePossible() throws IOException {
                while (out.isReady()) {
                    if (next == body.length) {
                        async.complete();
                        return;
                    }
                    int length = Math.min(50_000, body.length - next);
                    out.write(body, next, length);
                    next += length;
                }
            }

            @Override
            public void onError(Throwable failure) {
                async.complete();
            }
        });
    }

    private static void failsBeforeItWrites(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        AsyncContext async = request.startAsync();
        async.setTimeout(5000);
        response.getOutputStream().setWriteListener(new WriteListener() {
            @Override
            public void onWritePossible() throws IOException {
                throw new ConnectException("Connection refused");
            }

            @Override
            public void onError(Throwable failure) {
                async.complete();
            }
        });
    }

    /** Stands where the container does for the filter, and counts the buffers that arrive as such. */
    private static Filter watch() {
        return (request, response, chain) -> {
            boolean watched = ((HttpServletRequest) request).getRequestURI().endsWith("/byte-buffer");
            chain.doFilter(request, watched ? new Watched((HttpServletResponse) response) : response);
        };
    }

    private static final class Watched extends HttpServletResponseWrapper {
        Watched(HttpServletResponse response) {
            super(response);
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            ServletOutputStream raw = super.getOutputStream();
            return new ServletOutputStream() {
                @Override
                public void write(int b) throws IOException {
                    raw.write(b);
                }

                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    raw.write(bytes, offset, length);
                }

                @Override
                public void write(ByteBuffer buffer) throws IOException {
                    buffersAtTheContainer.incrementAndGet();
                    raw.write(buffer);
                }

                @Override
                public void flush() throws IOException {
                    raw.flush();
                }

                @Override
                public void close() throws IOException {
                    raw.close();
                }

                @Override
                public boolean isReady() {
                    return raw.isReady();
                }

                @Override
                public void setWriteListener(WriteListener listener) {
                    raw.setWriteListener(listener);
                }
            };
        }
    }

    private static String largeTemplates() {
        try {
            Files.writeString(
                    templates.resolve("page.mustache"),
                    "<!DOCTYPE html><html lang={{lang}}><title>{{headline}}</title><p>{{id}}<p>"
                            + "large ".repeat(LARGE_PAGE / 6)
                            + "</html>");
            return templates.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String readUntil(Connection connection, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf(end, Math.max(0, text.length() - end.length())) < 0) {
            int b = connection.read();
            if (b < 0) {
                break;
            }
            text.append((char) b);
        }
        return text.toString();
    }

    private static byte[] chunks(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int size = 10_000;
        for (int from = 0; from < body.length; from += size) {
            int length = Math.min(size, body.length - from);
            bytes.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(UTF_8));
            bytes.write(body, from, length);
            bytes.writeBytes("\r\n".getBytes(UTF_8));
        }
        bytes.writeBytes("0\r\n\r\n".getBytes(UTF_8));
        return bytes.toByteArray();
    }

    private static long sumOf(byte[] bytes) {
        CRC32 sum = new CRC32();
        sum.update(bytes);
        return sum.getValue();
    }
}
