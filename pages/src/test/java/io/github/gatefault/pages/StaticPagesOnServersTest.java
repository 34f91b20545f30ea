package io.github.gatefault.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The files that are written, on the servers that they are written for, each with a dead service behind it. Skipped where a server
 * is not installed, unless {@code -Dgatefault.gateways=required}.
 */
class StaticPagesOnServersTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final int port = freePort();
    private final int dead = freePort();

    @TempDir
    private Path folder;

    private @Nullable Process server;

    @BeforeEach
    void write() throws IOException {
        // Servers that are started by root read their files as somebody else.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        StaticPages.write(Map.of("brand-name", "Acme", "default-language", "fr"), folder.resolve("pages"), folder);
    }

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            // Servers with children end these only if they are asked to.
            Stream<ProcessHandle> children = server.descendants();
            server.destroy();
            server.onExit().get();
            children.forEach(ProcessHandle::destroy);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void start(String program, String configuration, String... arguments) throws Exception {
        Path executable = Stream.of("/usr/sbin/", "/usr/local/sbin/", "/usr/bin/", "/usr/local/bin/")
                .map(place -> Path.of(place + program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseGet(() -> missing(program));
        Files.writeString(folder.resolve("server.conf"), configuration.formatted(port, dead));
        Path log = folder.resolve("server.log");
        server = new ProcessBuilder(Stream.concat(Stream.of(executable.toString()), Stream.of(arguments))
                        .toList())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Instant giveUp = Instant.now().plus(Duration.ofSeconds(20));
        while (!isListening()) {
            if (!server.isAlive() || Instant.now().isAfter(giveUp)) {
                fail(program + " does not start: " + Files.readString(log));
            }
            Thread.sleep(50);
        }
    }

    private static Path missing(String program) {
        if ("required".equals(System.getProperty("gatefault.gateways"))) {
            fail(program + " is not installed, and -Dgatefault.gateways=required");
        }
        System.err.println(
                "SKIPPED: " + program + " is not installed, so the pages written for it are not tested on it");
        return abort(program + " is not installed");
    }

    private boolean isListening() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private HttpResponse<String> get(String acceptLanguage) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/cart?a=1"))
                        .header("Accept-Language", acceptLanguage)
                        .build(),
                BodyHandlers.ofString());
    }

    private static void assertIsOurs(HttpResponse<String> answer, int status, String language) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("").replace(" ", ""))
                .isEqualToIgnoringCase("text/html;charset=utf-8");
        assertThat(answer.headers().firstValue("Content-Language").orElse("").toLowerCase(Locale.ROOT))
                .isIn(language.toLowerCase(Locale.ROOT), "zh-cn");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'; style-src 'sha256-");
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
        Document page = Jsoup.parse(answer.body());
        assertThat(page.select("html").attr("lang")).isEqualTo(language);
        assertThat(page.title()).endsWith(" – Acme");
        assertThat(page.select("dl").text()).contains(Integer.toString(status));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            de              | de
            de-AT,en;q=0.5  | de
            zh-CN           | zh-Hans
            es-419          | es
            tlh             | fr
            deu             | fr
            """)
    void nginx_answersInTheLanguageWithItsOwnReference(String asked, String language) throws Exception {
        start(
                "nginx",
                """
                %suser root;
                daemon off;
                pid nginx.pid;
                error_log stderr;
                events { }
                http {
                  access_log off;
                  client_body_temp_path tmp; proxy_temp_path tmp; fastcgi_temp_path tmp; uwsgi_temp_path tmp; scgi_temp_path tmp;
                  include pages/default/nginx/http.conf;
                  server {
                    listen 127.0.0.1:%%d;
                    include pages/default/nginx/server.conf;
                    location / { proxy_pass http://127.0.0.1:%%d; }
                  }
                }
                """.formatted(System.getProperty("user.name").equals("root") ? "" : "# "),
                "-p",
                folder.toString(),
                "-c",
                folder.resolve("server.conf").toString());
        HttpResponse<String> answer = get(asked);
        assertIsOurs(answer, 502, language);
        String reference = Jsoup.parse(answer.body()).select("code").text();
        assertThat(reference).matches("[0-9a-f]{32}");
        assertThat(answer.headers().firstValue("X-Correlation-Id")).contains(reference);
        String time = Jsoup.parse(answer.body()).select("time").attr("datetime");
        assertThat(OffsetDateTime.parse(time).toInstant())
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
        assertThat(answer.body()).doesNotContain("<!--");
        assertThat(answer.headers().allValues("Vary")).contains("Accept-Language");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            de                   | de
            de-AT,de;q=0.9,en;q=0.8 | de
            en;q=0.1, es;q=0.9   | es
            zh-CN                | zh-Hans
            tlh                  | fr
            """)
    void apache_answersInTheLanguage(String asked, String language) throws Exception {
        String modules = "/usr/lib/apache2/modules/";
        StringBuilder load = new StringBuilder();
        for (String module : List.of(
                "mpm_event", "authz_core", "alias", "mime", "negotiation", "headers", "proxy", "proxy_http", "dir")) {
            load.append("LoadModule ")
                    .append(module)
                    .append("_module ")
                    .append(modules)
                    .append("mod_")
                    .append(module)
                    .append(".so\n");
        }
        start(
                "apache2",
                load
                        + """
                ServerRoot %s
                ServerName localhost
                PidFile apache.pid
                ErrorLog /dev/stderr
                DefaultRuntimeDir %s
                TypesConfig /dev/null
                %sUser www-data
                Listen 127.0.0.1:%%d
                <VirtualHost *>
                  Include pages/default/apache/apache.conf
                  ProxyPass / http://127.0.0.1:%%d/
                </VirtualHost>
                """.formatted(
                                folder, folder, System.getProperty("user.name").equals("root") ? "" : "# "),
                "-DFOREGROUND",
                "-f",
                folder.resolve("server.conf").toString());
        assertIsOurs(get(asked), 503, language);
    }

    @Test
    void haproxy_answersInItsLanguage() throws Exception {
        start(
                "haproxy",
                """
                defaults
                  mode http
                  timeout client 10s
                  timeout server 10s
                  timeout connect 1s
                  retries 0
                frontend shop
                  bind 127.0.0.1:%d
                  errorfiles gatefault-de
                  default_backend service
                backend service
                  server one 127.0.0.1:%d
                """,
                "-db",
                "-f",
                folder.resolve("pages/default/haproxy/haproxy.cfg").toString(),
                "-f",
                folder.resolve("server.conf").toString());
        assertIsOurs(get("fr"), 503, "de");
    }
}
