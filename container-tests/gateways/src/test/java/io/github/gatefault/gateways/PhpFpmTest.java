package io.github.gatefault.gateways;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.suite.harness.Await;
import io.github.gatefault.suite.harness.Exchange;
import io.github.gatefault.suite.harness.Facts;
import io.github.gatefault.suite.harness.Site;
import io.github.gatefault.suite.proxy.Proxies;
import io.github.gatefault.suite.proxy.Route;
import io.github.gatefault.suite.upstream.Fault;
import io.github.gatefault.suite.wire.Connection;
import io.github.gatefault.suite.wire.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** PHP behind nginx, with one child: not there, busy, killed, slow. What PHP says by itself passes. */
class PhpFpmTest {
    private static final Program PHP = new Program(
            "php-fpm", "php-fpm", List.of("php-fpm[0-9.]*", "--nodaemonize", "-y", "${folder}/php-fpm.conf"));
    static final Program NGINX =
            new Program("nginx-php", "nginx", Gateway.NGINX.program().command());
    /** More than the queue, and what a kernel adds to it by itself. */
    private static final int CROWD = 20;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @RegisterExtension
    static final Site site = Site.of(faults -> Apps.both(new Route(PhpFpmTest::target, Duration.ofSeconds(4))));

    private static @Nullable Server php;
    private static @Nullable Server nginx;

    @BeforeEach
    void start() throws Exception {
        PHP.require();
        NGINX.require();
        Server scripts = Server.start(PHP, Map.of("port", Server.freePort()));
        php = scripts;
        nginx = Server.start(
                NGINX,
                Map.of(
                        "port",
                        Server.freePort(),
                        "scripts",
                        scripts.value("folder"),
                        "dead",
                        Integer.toString(site.upstream().uri(Fault.REFUSED).getPort())));
    }

    @AfterEach
    void stop() {
        for (Server server : new Server[] {nginx, php}) {
            if (server != null) {
                server.close();
            }
        }
    }

    @Test
    void nobodyThere_isNginxs502() throws Exception {
        isNginxs(get("/dead/x"), 502);
    }

    @Test
    void stopped_isNginxs502() throws Exception {
        requireNonNull(php).close();
        php = null;
        isNginxs(get("/healthy.php"), 502);
    }

    @Test
    void slow_isNginxs504() throws Exception {
        isNginxs(get("/slow.php"), 504);
    }

    @Test
    void queuedBehindABusyChild_isNginxs504() throws Exception {
        try (Connection busy = ask("/slow.php")) {
            awaitBusy();
            isNginxs(get("/healthy.php"), 504);
            assertThat(busy.read("GET").status()).isEqualTo(504);
        }
    }

    @Test
    void noPlaceInTheQueueOfABusyChild_isNginxs502() throws Exception {
        List<Connection> crowd = new ArrayList<>();
        try {
            crowd.add(ask("/slow.php"));
            awaitBusy();
            for (int i = 0; i < CROWD; i++) {
                crowd.add(ask("/healthy.php"));
            }
            Await.until(PATIENCE, () -> crowd.stream().anyMatch(PhpFpmTest::hasAnswer), () -> "the queue has room");
            isNginxs(get("/healthy.php"), 502);
        } finally {
            for (Connection one : crowd) {
                one.close();
            }
        }
    }

    @Test
    void killedInTheMiddle_isNginxs502() throws Exception {
        CompletableFuture<Exchange> asked = CompletableFuture.supplyAsync(() -> get("/slow.php"));
        awaitBusy();
        List<ProcessHandle> processes = requireNonNull(php).processes();
        processes.subList(1, processes.size()).forEach(ProcessHandle::destroyForcibly);
        isNginxs(asked.get(5, TimeUnit.SECONDS), 502);
    }

    @Test
    void fatalErrorWithoutAWord_isNobodys() throws Exception {
        Exchange exchange = get("/fatal.php");
        assertThat(exchange.isOurs()).as("%s", exchange).isTrue();
        assertThat(Facts.json(exchange.answer()))
                .as("%s", exchange)
                .containsEntry("received_status", "500")
                .containsEntry("cause", "upstream_error_response")
                .doesNotContainKey("answered_by");
    }

    @Test
    void ownWords_pass() throws Exception {
        assertThat(get("/healthy.php").answer().text()).isEqualTo("all is well\n");
        Exchange own = get("/own.php");
        assertThat(own.answer().status()).isEqualTo(503);
        assertThat(own.answer().text()).isEqualTo("{\"error\":\"nightly import\"}");
        assertThat(own.answer().header("Retry-After")).contains("7");
        Facts.noIncident(site);
    }

    private static void isNginxs(Exchange exchange, int status) throws IOException {
        assertThat(exchange.isOurs()).as("answered by the filter: %s", exchange).isTrue();
        assertThat(Facts.json(exchange.answer()))
                .as("%s", exchange)
                .containsEntry("answered_by", Gateway.NGINX.vendor())
                .containsEntry("received_status", Integer.toString(status))
                .containsEntry("cause", "upstream_error_response");
    }

    /** Asks nginx directly, and does not wait. */
    private static Connection ask(String path) throws IOException {
        return Connection.to(requireNonNull(nginx).port("port"))
                .send(Request.get(path).bytes());
    }

    private static Exchange get(String path) {
        try {
            return site.get(Apps.GATED + Proxies.JETTY_ASYNC.path() + path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URI target(String path) {
        return URI.create("http://127.0.0.1:" + requireNonNull(nginx).port("port")
                + path.substring((Apps.GATED + Proxies.JETTY_ASYNC.path()).length()));
    }

    /** The child says so in a file before it goes to sleep. */
    private static void awaitBusy() throws InterruptedException {
        Path busy = Path.of(requireNonNull(php).value("folder"), "busy");
        Await.until(PATIENCE, () -> Files.exists(busy), () -> "no request has arrived at PHP");
    }

    private static boolean hasAnswer(Connection connection) {
        try {
            return connection.socket().getInputStream().available() > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
