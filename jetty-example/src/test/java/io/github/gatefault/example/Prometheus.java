package io.github.gatefault.example;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A real Prometheus that scrapes one gateway, on a free port; it ends with its test. */
final class Prometheus implements Closeable {
    private static final String REQUIRED = "gatefault.prometheus";
    private static final Pattern LISTENING = Pattern.compile("msg=\"Listening on\" address=127\\.0\\.0\\.1:(\\d+)");

    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI address;

    private Prometheus(Process process, int port) {
        this.process = process;
        this.address = URI.create("http://127.0.0.1:" + port + "/");
    }

    /** Skips the test where there is no Prometheus, and says so, unless {@code -Dgatefault.prometheus=required}. */
    static void require() {
        boolean installed = Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "prometheus")));
        if (!installed) {
            String missing = "There is no prometheus on the path; apt-get install prometheus";
            if ("required".equals(System.getProperty(REQUIRED))) {
                throw new AssertionError(missing);
            }
            System.err.println("SKIPPED: " + missing);
            Assumptions.abort(missing);
        }
    }

    /** Starts it with these rules, looking twice a second. */
    static Prometheus scraping(URI gateway, Path rules, Path folder) throws IOException {
        Path configuration =
                Files.writeString(folder.resolve("prometheus.yml"), """
                global:
                  scrape_interval: 500ms
                  scrape_timeout: 400ms
                  evaluation_interval: 500ms
                rule_files: ["%s"]
                scrape_configs:
                  - job_name: gateway
                    metrics_path: /metrics
                    static_configs:
                      - targets: ["127.0.0.1:%d"]
                """.formatted(rules, gateway.getPort()));
        Process process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:0")
                .redirectErrorStream(true)
                .start();
        StringBuilder said = new StringBuilder();
        BufferedReader log = process.inputReader(StandardCharsets.UTF_8);
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            said.append(line).append('\n');
            Matcher port = LISTENING.matcher(line);
            if (port.find()) {
                Thread rest = new Thread(() -> log.lines().forEach(ignored -> {}), "prometheus-log");
                rest.setDaemon(true);
                rest.start();
                return new Prometheus(process, Integer.parseInt(port.group(1)));
            }
        }
        throw new IOException("Prometheus does not start: " + said);
    }

    /** Runs promtool, and returns what it says where it finds anything wrong, else nothing. */
    static String promtool(String... arguments) throws IOException, InterruptedException {
        Process promtool = new ProcessBuilder(Stream.concat(Stream.of("promtool"), Stream.of(arguments))
                        .toList())
                .redirectErrorStream(true)
                .start();
        String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return promtool.waitFor() == 0 ? "" : said;
    }

    /** Returns the answer to a query, as JSON. */
    String query(String expression) throws IOException, InterruptedException {
        return get("api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
    }

    /** Returns the alerts that there are, as JSON. */
    String alerts() throws IOException, InterruptedException {
        return get("api/v1/alerts");
    }

    private String get(String path) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(address.resolve(path))
                                .timeout(Duration.ofSeconds(10))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            throw new IOException("The test was stopped", e);
        }
    }

    /** Returns the expressions of a dashboard. */
    static List<String> expressionsOf(Path dashboard) throws IOException {
        return Pattern.compile("\"expr\": \"((?:[^\"\\\\]|\\\\.)*)\"")
                .matcher(Files.readString(dashboard))
                .results()
                .map(found -> found.group(1).replace("\\\"", "\""))
                .toList();
    }
}
