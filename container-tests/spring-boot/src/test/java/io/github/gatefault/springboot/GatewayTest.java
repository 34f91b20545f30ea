package io.github.gatefault.springboot;

import io.github.gatefault.suite.harness.Await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.cause.Outcome;
import io.github.gatefault.suite.upstream.Fault;
import io.github.gatefault.suite.upstream.FaultUpstream;
import io.github.gatefault.suite.wire.Answer;
import io.github.gatefault.suite.wire.Connection;
import io.github.gatefault.suite.wire.Ending;
import io.github.gatefault.suite.wire.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/** Spring Cloud Gateway Server WebMVC in front of upstreams in every state; what it says by itself is 500, 200 or nothing. */
class GatewayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String NGINX_PAGE =
            """
            <html>
            <head><title>502 Bad Gateway</title></head>
            <body>
            <center><h1>502 Bad Gateway</h1></center>
            <hr><center>nginx</center>
            </body>
            </html>
            """;

    private static FaultUpstream upstream;
    private static HttpServer nginx;
    private static HttpServer untrusted;
    private static App gated;
    private static App bare;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        upstream = new FaultUpstream();
        nginx = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        nginx.createContext("/", exchange -> {
            byte[] page = NGINX_PAGE.replace("\n", "\r\n").getBytes(UTF_8);
            exchange.getResponseHeaders().set("Server", "nginx");
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(502, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        nginx.start();
        untrusted = untrusted(folder);
        URI serving = upstream.uri(Fault.OK).resolve("/");
        List<String> routes = new ArrayList<>();
        route(routes, "orders", serving);
        route(routes, "dead", upstream.uri(Fault.REFUSED).resolve("/"));
        route(routes, "nowhere", URI.create("http://orders.invalid/"));
        route(routes, "untrusted", URI.create("https://localhost:" + untrusted.getAddress().getPort() + "/"));
        route(routes, "proxied", URI.create("http://localhost:" + nginx.getAddress().getPort() + "/"));
        routes.add(App.WITH_GATEWAY);
        // By the names of Boot 3 and of Boot 4.
        routes.add("spring.http.client.read-timeout=1500ms");
        routes.add("spring.http.clients.read-timeout=1500ms");
        gated = App.start(Gateway.class, routes.toArray(String[]::new));
        routes.add(App.WITHOUT_THE_FILTER);
        bare = App.start(Gateway.class, routes.toArray(String[]::new));
    }

    /** Starts a server whose certificate is of its own making. */
    private static HttpServer untrusted(Path folder) throws Exception {
        Path store = folder.resolve("self-signed.p12");
        String password = "changeit";
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        password,
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(store.toFile(), password.toCharArray()), password.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.start();
        return server;
    }

    private static void route(List<String> properties, String id, URI uri) {
        String prefix = "spring.cloud.gateway.server.webmvc.routes[" + properties.size() / 4 + "].";
        properties.add(prefix + "id=" + id);
        properties.add(prefix + "uri=" + uri);
        properties.add(prefix + "predicates[0]=Path=/" + id + "/**");
        properties.add(prefix + "filters[0]=StripPrefix=1");
    }

    @AfterAll
    static void stop() throws Exception {
        gated.close();
        bare.close();
        nginx.stop(0);
        untrusted.stop(0);
        upstream.close();
    }

    @BeforeEach
    void forget() {
        gated.forget();
    }

    private static Answer ask(App app, String path) throws IOException {
        return app.get(path, "Accept", "application/problem+json");
    }

    private static void await(BooleanSupplier isSo) throws InterruptedException {
        Await.until(PATIENCE, isSo, () -> "neither an incident nor a visitor who left");
    }

    @ParameterizedTest
    @CsvSource({
        "/dead/ok,                        502, connection_refused",
        "/nowhere/ok,                     502, dns_error",
        "/untrusted/ok,                   502, tls_certificate_error",
        "/orders/hang,                    504, connection_read_timeout|http_response_timeout",
        "/orders/garbage,                 502, http_protocol_error",
        "/orders/reset,                   502, connection_terminated",
        "/orders/empty,                   502, connection_terminated|http_response_incomplete",
        "/orders/half-header,             502, connection_terminated|http_response_incomplete",
        "/orders/truncated-small,         502, connection_terminated|http_response_incomplete",
        "/orders/truncated-chunked-small, 502, connection_terminated|http_response_incomplete|http_response_transfer_coding",
        "/orders/status-502-empty,        502, upstream_error_response",
        "/orders/status-503-empty,        503, upstream_error_response",
        "/orders/status-504-empty,        504, upstream_error_response",
        "/proxied/ok,                     502, upstream_error_response",
    })
    void failure_isAnsweredWithItsCauseAndTheRoutesId(String path, int status, String causes) throws Exception {
        Answer answer = ask(gated, path);
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.isComplete()).as("%s", answer).isTrue();
        assertThat(answer.header("Content-Type")).as("%s", answer).hasValue("application/problem+json");
        assertThat(gated.incidents()).as("%s", answer).singleElement().satisfies(incident -> {
            assertThat(incident.cause().token()).as("%s", incident).isIn((Object[]) causes.split("\\|", -1));
            assertThat(incident.upstream()).isEqualTo(path.substring(1, path.indexOf('/', 1)));
            assertThat(incident.outcome()).isEqualTo(Outcome.REPLACED);
            assertThat(answer.text()).contains("\"cause\":\"" + incident.cause().token() + "\"");
        });
    }

    @Test
    void pageOfAnotherGateway_isTold() throws Exception {
        ask(gated, "/proxied/ok");
        assertThat(gated.incidents()).extracting(Incident::answeredBy).containsExactly("nginx");
    }

    @Test
    void browser_getsThePage() throws Exception {
        Answer answer = gated.get("/dead/ok", "Accept", "text/html");
        assertThat(answer.status()).as("%s", answer).isEqualTo(502);
        assertThat(answer.text()).startsWith("<!DOCTYPE html>");
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"TRUNCATED", "RESET_BODY", "TRUNCATED_CHUNKED", "BAD_CHUNK", "STALLED"})
    void answerThatHadBegun_isCutOff(Fault fault) throws Exception {
        Answer answer = ask(gated, "/orders/" + fault.path());
        assertThat(answer.isCutOff()).as("%s", answer).isTrue();
        assertThat(answer.body()).isEqualTo(FaultUpstream.bytes(answer.body().length));
        await(() -> !gated.incidents().isEmpty());
        assertThat(gated.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.outcome()).isEqualTo(Outcome.AFTER_COMMIT);
            assertThat(incident.upstream()).isEqualTo("orders");
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {
                "OK", "BIG", "CHUNKED", "SSE", "NO_CONTENT", "NOT_FOUND", "ERROR_500", "STATUS_502_JSON", "STATUS_503_JSON",
                "STATUS_503_BIG"
            })
    void upstreamsOwnAnswer_isTheSameAsWithoutTheFilter(Fault fault) throws Exception {
        Answer through = ask(gated, "/orders/" + fault.path());
        Answer without = ask(bare, "/orders/" + fault.path());
        assertThat(through.status()).as("%s", through).isEqualTo(without.status());
        assertThat(through.body()).as("%s", through).isEqualTo(without.body());
        assertThat(through.header("Content-Type")).isEqualTo(without.header("Content-Type"));
        assertThat(through.isComplete()).as("%s", through).isTrue();
        assertThat(gated.incidents()).isEmpty();
    }

    /** Each of them after the first bytes: of events that go on, and of a download that its visitor does not read. */
    @ParameterizedTest
    @ValueSource(strings = {"/orders/sse", "/orders/big"})
    void visitorWhoLeaves_isNoFailure(String path) throws Exception {
        try (Connection visitor = Connection.to(gated.port(), 2048)) {
            visitor.send(Request.get(path).bytes()).readHead();
            visitor.reset();
        }
        if (path.endsWith("sse")) {
            await(() -> !gated.clientsThatLeft().isEmpty());
        }
        assertThat(ask(gated, "/orders/ok").status()).isEqualTo(200);
        assertThat(gated.incidents()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dead/ok", "/nowhere/ok", "/untrusted/ok", "/orders/hang", "/orders/reset"})
    void withoutTheFilter_itIsTheGatewaysOwnFault(String path) throws Exception {
        assertThat(ask(bare, path).status()).isEqualTo(500);
    }

    @Test
    void withoutTheFilter_brokenOffChunksAreAnEmptySuccess() throws Exception {
        Answer answer = ask(bare, "/orders/truncated-chunked-small");
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(answer.isComplete()).as("%s", answer).isTrue();
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void withoutTheFilter_visitorsOfTomcatWaitForTheRest() throws Exception {
        try (Connection visitor = bare.connect().patience(Duration.ofSeconds(1))) {
            Answer answer = visitor.send(Request.get("/orders/truncated-small").bytes()).read("GET");
            assertThat(answer.ending() == Ending.OPEN).as("%s", answer).isEqualTo(App.isOnTomcat());
            assertThat(answer.status()).as("%s", answer).isEqualTo(App.isOnJetty() ? 500 : 200);
        }
    }

    /** Jetty's own client throws what its server throws at requests that are no HTTP. */
    @Test
    void withoutTheFilter_jettyTakesTheUpstreamsGarbageForTheVisitors() throws Exception {
        Answer answer = ask(bare, "/orders/garbage");
        assertThat(answer.status()).as("%s", answer).isEqualTo(App.isOnJetty() ? 505 : 500);
    }

    @Configuration
    @EnableAutoConfiguration
    static class Gateway {}
}
