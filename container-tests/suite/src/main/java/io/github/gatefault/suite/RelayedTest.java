package io.github.gatefault.suite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.suite.harness.Exchange;
import io.github.gatefault.suite.harness.Facts;
import io.github.gatefault.suite.harness.Site;
import io.github.gatefault.suite.harness.WebApp;
import io.github.gatefault.suite.wire.Connection;
import io.github.gatefault.suite.wire.Request;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Relayed failures: a page that another gateway made by itself gives way to ours, whatever way it comes; no other body does. */
class RelayedTest {
    private static final String WITHOUT_LOOK = "/without-look";
    private static final String OWN_PAGES = "/own-pages";

    private static final String NGINX = """
            <html>\r
            <head><title>502 Bad Gateway</title></head>\r
            <body>\r
            <center><h1>502 Bad Gateway</h1></center>\r
            <hr><center>nginx/1.22.1</center>\r
            </body>\r
            </html>\r
            """;

    private static final String BEGINS_LIKE_TOMCAT =
            "<!doctype html><html lang=\"en\"><head><title>HTTP Status 502 – Bad Gateway</title>"
                    + "<style type=\"text/css\">body {font-family:Tahoma,Arial,sans-serif;}";

    private static final String SQUID =
            "<!DOCTYPE html PUBLIC \"-//W3C//DTD HTML 4.01//EN\" \"http://www.w3.org/TR/html4/strict.dtd\">\n<html><head>\n"
                    + "<title>FEHLER: Der angeforderte URL</title></head><body id=ERR_CONNECT_FAIL>(111) Connection refused";

    /** What is relayed. */
    private enum Body {
        GATEWAYS_PAGE(NGINX),
        OWN_JSON("{\"own\": \"Grüße\"}\n"),
        OWN_PAGE(NGINX.replace("</body>", "<p>Zurück um zwei.</p></body>")),
        MENTIONS_NGINX("<html><head><title>What 502 Bad Gateway of nginx means</title></head></html>"),
        LARGE(BEGINS_LIKE_TOMCAT + "x".repeat(60_000)),
        GATEWAYS_LARGE_PAGE(SQUID + "x".repeat(60_000));

        private final String text;

        Body(String text) {
            this.text = text;
        }

        byte[] bytes() {
            return text.getBytes(UTF_8);
        }
    }

    /** How it is relayed. */
    private enum Way {
        AT_ONCE((body, request, response) -> response.getOutputStream().write(body.bytes())),
        WITH_LENGTH((body, request, response) -> {
            response.setContentLength(body.bytes().length);
            response.getOutputStream().write(body.bytes());
        }),
        BYTE_BY_BYTE((body, request, response) -> {
            for (byte b : body.bytes()) {
                response.getOutputStream().write(b);
            }
        }),
        FLUSHED((body, request, response) -> {
            OutputStream out = response.getOutputStream();
            response.flushBuffer();
            out.write(body.bytes(), 0, 10);
            out.flush();
            out.write(body.bytes(), 10, body.bytes().length - 10);
            out.flush();
            out.close();
        }),
        PRINTED((body, request, response) -> {
            response.setCharacterEncoding("UTF-8");
            response.getWriter().print(body.text);
            response.getWriter().flush();
        }),
        PRINTED_IN_LINES((body, request, response) -> {
            response.setCharacterEncoding("UTF-8");
            PrintWriter out = response.getWriter();
            for (String line : body.text.split("\\R", -1)) {
                out.printf("%s", line);
                out.println(' ');
                out.append("").write(new char[] {' '});
            }
            out.close();
        }),
        BY_A_THREAD((body, request, response) -> {
            AsyncContext async = request.startAsync();
            async.start(() -> {
                try {
                    async.getResponse().getOutputStream().write(body.bytes());
                } catch (IOException e) {
                    request.getServletContext().log("The client left", e);
                }
                async.complete();
            });
        }),
        NON_BLOCKING((body, request, response) -> {
            AsyncContext async = request.startAsync();
            ServletOutputStream out = response.getOutputStream();
            out.setWriteListener(inPieces(out, async, body.bytes(), 50));
        }),
        NON_BLOCKING_LARGE_PIECES((body, request, response) -> {
            AsyncContext async = request.startAsync();
            ServletOutputStream out = response.getOutputStream();
            out.setWriteListener(inPieces(out, async, body.bytes(), 13_000));
        });

        @SuppressWarnings("ImmutableEnumChecker") // The lambdas hold nothing.
        private final Relaying relaying;

        Way(Relaying relaying) {
            this.relaying = relaying;
        }
    }

    private interface Relaying {
        void relay(Body body, HttpServletRequest request, HttpServletResponse response) throws IOException;
    }

    private static WriteListener inPieces(ServletOutputStream out, AsyncContext async, byte[] bytes, int size) {
        return new WriteListener() {
            private int written;

            @Override
            public void onWritePossible() throws IOException {
                while (out.isReady()) {
                    if (written == bytes.length) {
                        async.complete();
                        return;
                    }
                    int length = Math.min(size, bytes.length - written);
                    out.write(bytes, written, length);
                    written += length;
                    if (out.isReady()) {
                        out.flush();
                    }
                }
            }

            @Override
            public void onError(Throwable failure) {
                async.complete();
            }
        };
    }

    /** Given by the test as soon as the client has what was written so far. */
    private static final Semaphore goOn = new Semaphore(0);

    @RegisterExtension
    static final Site site = Site.of(upstream -> List.of(
            relaying(Apps.gated()),
            relaying(Apps.bare()),
            relaying(Apps.gated(WITHOUT_LOOK, Map.of("relayed-statuses", ""))),
            relaying(Apps.gated(
                    OWN_PAGES,
                    Map.of("gateway-fingerprints", "classpath:io/github/gatefault/suite/fingerprints.txt")))));

    private static WebApp relaying(WebApp app) {
        return app.serve("/relay/*", (request, response) -> {
                    String[] path = request.getPathInfo().split("/", -1);
                    response.setStatus(502);
                    response.setContentType("text/html");
                    Way.valueOf(path[1]).relaying.relay(Body.valueOf(path[2]), request, response);
                })
                .serve("/answer", RelayedTest::answer)
                .serve("/gzip/*", (request, response) -> {
                    response.setStatus(502);
                    response.setContentType("text/html");
                    response.setHeader("Content-Encoding", "gzip");
                    response.getOutputStream()
                            .write(gzip(Body.valueOf(request.getPathInfo().substring(1))
                                    .bytes()));
                })
                .serve("/taken-back", (request, response) -> {
                    response.setStatus(502);
                    response.getOutputStream().write(Body.GATEWAYS_PAGE.bytes(), 0, 100);
                    response.setStatus(200);
                    response.getOutputStream().write(Body.GATEWAYS_PAGE.bytes(), 100, 50);
                })
                .serve("/taken-back-late/*", (request, response) -> {
                    response.setStatus(502);
                    response.getOutputStream()
                            .write(
                                    Body.valueOf(request.getPathInfo().substring(1))
                                            .bytes(),
                                    0,
                                    500);
                    response.setStatus(200);
                    response.getOutputStream().flush();
                    response.getOutputStream().write('.');
                })
                .serve("/reset", (request, response) -> {
                    response.setStatus(502);
                    response.getOutputStream().write(Body.GATEWAYS_PAGE.bytes());
                    response.reset();
                    response.getOutputStream().write(Body.OWN_JSON.bytes());
                })
                .serve("/reset-buffer", (request, response) -> {
                    response.setStatus(502);
                    response.getOutputStream().write(Body.GATEWAYS_PAGE.bytes());
                    response.resetBuffer();
                    response.getOutputStream().write(Body.OWN_JSON.bytes());
                })
                .serve("/bug", (request, response) -> {
                    response.setStatus(502);
                    response.getOutputStream().write(Body.GATEWAYS_PAGE.bytes(), 0, 100);
                    throw new IllegalStateException("a bug of the app's");
                })
                .serve("/refused", (request, response) -> {
                    response.setStatus(502);
                    response.getOutputStream().write(Body.GATEWAYS_PAGE.bytes(), 0, 100);
                    throw new ConnectException("Connection refused");
                })
                .serve("/cut", (request, response) -> {
                    response.setStatus(502);
                    response.setContentLength(Body.GATEWAYS_PAGE.bytes().length);
                    response.getOutputStream().write(Body.GATEWAYS_PAGE.bytes(), 0, 100);
                })
                .serve("/printed-to-the-stream", (request, response) -> {
                    response.setStatus(502);
                    response.getOutputStream().write(Body.GATEWAYS_PAGE.bytes(), 0, 100);
                    response.getOutputStream().println("and more");
                })
                .serve("/slow", (request, response) -> {
                    response.setStatus(503);
                    response.setContentType("text/event-stream");
                    for (int i = 0; i < 3; i++) {
                        response.getOutputStream().print("data: " + i + "\n\n");
                        response.flushBuffer();
                        waitForTheClient();
                    }
                })
                .serve("/slow-and-alike", (request, response) -> {
                    response.setStatus(502);
                    response.setContentType("text/html");
                    for (byte b : BEGINS_LIKE_TOMCAT.getBytes(UTF_8)) {
                        response.getOutputStream().write(b);
                        response.flushBuffer();
                    }
                    waitForTheClient();
                });
    }

    /** Answers what the query says: a status, a body, and one header field. */
    private static void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setStatus(Integer.parseInt(request.getParameter("status")));
        if (request.getParameter("name") != null) {
            response.setHeader(request.getParameter("name"), request.getParameter("value"));
        }
        String body = request.getParameter("body");
        if (body != null) {
            response.setContentType("text/html");
            byte[] bytes = body.equals("nginx") ? Body.GATEWAYS_PAGE.bytes() : body.getBytes(UTF_8);
            response.setContentLength(bytes.length);
            response.getOutputStream().write(bytes);
        }
    }

    private static void waitForTheClient() throws IOException {
        try {
            if (!goOn.tryAcquire(5, TimeUnit.SECONDS)) {
                throw new IOException("The client has got nothing for five seconds");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(gzip)) {
            out.write(bytes);
        }
        return gzip.toByteArray();
    }

    @ParameterizedTest
    @EnumSource
    void pageOfAGateway_isReplaced(Way way) throws Exception {
        Exchange exchange = site.get(Apps.GATED + "/relay/" + way + "/" + Body.GATEWAYS_PAGE);
        Facts.answeredByUs(exchange, 502, "upstream_error_response");
        assertThat(Facts.json(exchange.answer()))
                .containsEntry("answered_by", "nginx")
                .containsEntry("received_status", "502");
        assertThat(exchange.answer().text()).doesNotContain("<center>");
    }

    static Stream<Arguments> ownBodies() {
        return Stream.of(Way.values())
                .flatMap(way -> Stream.of(Body.OWN_JSON, Body.OWN_PAGE, Body.MENTIONS_NGINX, Body.LARGE)
                        .map(body -> Arguments.of(way, body)));
    }

    @ParameterizedTest
    @MethodSource("ownBodies")
    void ownBody_passesByteForByte(Way way, Body body) throws Exception {
        String path = "/relay/" + way + "/" + body;
        Exchange gated = site.get(Apps.GATED + path);
        Exchange bare = site.get(Apps.BARE + path);
        assertThat(gated.answer().status()).isEqualTo(502);
        assertThat(gated.answer().body()).isEqualTo(bare.answer().body());
        assertThat(gated.answer().isComplete()).isTrue();
        assertThat(gated.answer().header("Content-Type"))
                .isEqualTo(bare.answer().header("Content-Type"));
        Facts.noIncident(site);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"PRINTED_IN_LINES"},
            mode = EnumSource.Mode.EXCLUDE)
    void pageLargerThanWhatIsHeld_isNamedByItsBeginning(Way way) throws Exception {
        Exchange exchange = site.get(Apps.GATED + "/relay/" + way + "/" + Body.GATEWAYS_LARGE_PAGE);
        Facts.answeredByUs(exchange, 502, "connection_refused");
        assertThat(Facts.json(exchange.answer())).containsEntry("answered_by", "squid");
    }

    @Test
    void codedPage_isReplacedByOneThatIsNot() throws Exception {
        Exchange exchange = site.get(Apps.GATED + "/gzip/GATEWAYS_PAGE");
        Facts.answeredByUs(exchange, 502, "upstream_error_response");
        assertThat(exchange.answer().header("Content-Encoding")).isEmpty();
        assertThat(Facts.json(exchange.answer())).containsEntry("answered_by", "nginx");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/gzip/OWN_JSON",
                "/gzip/OWN_PAGE",
                "/taken-back",
                "/taken-back-late/GATEWAYS_LARGE_PAGE",
                "/taken-back-late/LARGE",
                "/reset",
                "/reset-buffer",
                "/printed-to-the-stream",
                "/answer?status=501",
                "/answer?status=501&body=nginx",
                "/answer?status=404&body=nginx",
                "/answer?status=429&body=error+code:+1015",
                "/answer?status=503&name=cf-mitigated&value=challenge&body=error+code:+503",
                "/answer?status=503&name=Retry-After&value=120&body=Stocktaking",
                "/answer?status=503&body={\"status\":\"DOWN\"}",
                "/answer?status=500&body=Sorry",
                "/answer?status=530&body=Sorry"
            })
    void whatIsNoGatewaysPage_isTheSameAsWithoutTheFilter(String path) throws Exception {
        String target = path.replace("{", "%7B").replace("}", "%7D").replace("\"", "%22");
        WithoutTheFilter.isTheSame(site.get(Apps.GATED + target), site.get(Apps.BARE + target));
        Facts.noIncident(site);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/answer?status=502&body=nginx", "/answer?status=503&body=Sorry"})
    void headOfABody_isTheSameAsWithoutTheFilter(String path) throws Exception {
        WithoutTheFilter.isTheSame(
                site.send(Request.of("HEAD", Apps.GATED + path)), site.send(Request.of("HEAD", Apps.BARE + path)));
        Facts.noIncident(site);
    }

    @Test
    void eventsOfAFailure_comeWhenTheyAreSent() throws Exception {
        for (String app : List.of(Apps.BARE, Apps.GATED)) {
            try (Connection connection = site.connect()) {
                connection.send("GET " + app + "/slow HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
                assertThat(connection.readHead().status()).isEqualTo(503);
                for (int i = 0; i < 3; i++) {
                    readUntil(connection, "data: " + i);
                    goOn.release();
                }
            }
        }
        Facts.noIncident(site);
    }

    @Test
    void slowBodyThatBeginsLikeAGateways_isNotHeldForLong() throws Exception {
        try (Connection connection = site.connect()) {
            connection.send(
                    "GET " + Apps.GATED + "/slow-and-alike HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(connection.readHead().status()).isEqualTo(502);
            readUntil(connection, "s");
            goOn.release();
        }
        Facts.noIncident(site);
    }

    private static void readUntil(Connection connection, String text) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(text) < 0) {
            int b = connection.read();
            assertThat(b).as("after %s", read).isGreaterThanOrEqualTo(0);
            read.append((char) b);
        }
    }

    @Test
    void bugBehindHeldBytes_isTheContainersToAnswer() throws Exception {
        Exchange gated = site.get(Apps.GATED + "/bug");
        assertThat(gated.answer().status()).isEqualTo(500);
        assertThat(gated.isOurs()).isFalse();
        assertThat(gated.answer().text()).doesNotContain("nginx");
        Facts.noIncident(site);
    }

    @Test
    void failureBehindHeldBytes_isReplaced() throws Exception {
        Facts.answeredByUs(site.get(Apps.GATED + "/refused"), 502, "connection_refused", "connection_terminated");
    }

    @Test
    void pageThatBreaksOff_isReplaced() throws Exception {
        Facts.answeredByUs(site.get(Apps.GATED + "/cut"), 502, "http_response_incomplete");
    }

    @Test
    void statusOfACdn_becomesOneThatEverybodyKnows() throws Exception {
        Exchange exchange = site.get(Apps.GATED + "/answer?status=522&body=error+code:+522");
        Facts.answeredByUs(exchange, 504, "connection_timeout");
        assertThat(Facts.json(exchange.answer()))
                .containsEntry("answered_by", "cloudflare")
                .containsEntry("received_status", "522");
        assertThat(exchange.answer().header("Proxy-Status")).contains("gatefault; received-status=522");
    }

    @Test
    void emptyAnswers_areReplacedWhateverTheirStatus() throws Exception {
        Facts.answeredByUs(site.get(Apps.GATED + "/answer?status=500"), 500, "upstream_error_response");
        Facts.answeredByUs(site.get(Apps.GATED + "/answer?status=503"), 503, "upstream_error_response");
        Facts.answeredByUs(site.get(Apps.GATED + "/answer?status=520"), 502, "upstream_error_response");
        Exchange caddy = site.get(Apps.GATED + "/answer?status=502&name=Server&value=Caddy");
        assertThat(Facts.json(caddy.answer())).containsEntry("answered_by", "caddy");
    }

    @Test
    void proxyStatusOfAnInnerHop_winsOverGuessing_andStandsBeforeOurs() throws Exception {
        Exchange exchange = site.get(
                Apps.GATED
                        + "/answer?status=502&body=nginx&name=Proxy-Status&value=edge;error=connection_timeout;next-hop=%2210.0.0.1%22");
        Facts.answeredByUs(exchange, 504, "connection_timeout");
        assertThat(exchange.answer().header("Proxy-Status"))
                .contains("edge; error=connection_timeout, gatefault; received-status=502");
        assertThat(Facts.json(exchange.answer())).containsEntry("answered_by", "nginx");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "edge;error=",
                "edge;error=no_such_word",
                "edge;error=connection_timeout,,",
                "%C3%A9;error=dns_error"
            })
    void proxyStatusThatIsNone_doesNotCount(String value) throws Exception {
        Exchange exchange = site.get(Apps.GATED + "/answer?status=502&body=nginx&name=Proxy-Status&value=" + value);
        Facts.answeredByUs(exchange, 502, "upstream_error_response");
    }

    @Test
    void withoutStatusesToLookAt_everythingPasses() throws Exception {
        for (String path : List.of("/answer?status=502&body=nginx", "/answer?status=502")) {
            WithoutTheFilter.isTheSame(site.get(WITHOUT_LOOK + path), site.get(Apps.BARE + path));
        }
        Facts.noIncident(site);
    }

    @Test
    void ownFingerprints_nameOwnGateways() throws Exception {
        Exchange exchange = site.get(OWN_PAGES + "/answer?status=503&body=The+box+is+full");
        Facts.answeredByUs(exchange, 503, "connection_limit_reached");
        assertThat(Facts.json(exchange.answer())).containsEntry("answered_by", "edge_box");
        Facts.answeredByUs(site.get(OWN_PAGES + "/answer?status=502&body=nginx"), 502, "upstream_error_response");
    }
}
