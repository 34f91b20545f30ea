package io.github.gatefault.browser;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A Chromium without a window, and without anything that it does on its own account. */
final class Browser implements AutoCloseable {
    private static final List<String> PROGRAMS = List.of("chromium", "chromium-browser", "google-chrome");
    private static final List<String> FLAGS = List.of(
            "--headless",
            "--disable-gpu",
            "--disable-quic",
            "--disable-sync",
            "--disable-extensions",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-default-apps",
            "--disable-renderer-backgrounding",
            "--disable-backgrounding-occluded-windows",
            "--no-first-run",
            "--hide-scrollbars",
            "--force-color-profile=srgb",
            "--remote-debugging-port=0");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path profile;
    private final Process process;
    private final URI address;

    private Browser(Path profile, Process process, URI address) {
        this.profile = profile;
        this.process = process;
        this.address = address;
    }

    /** Starts a browser; skips the test where none is installed, unless {@code -Dgatefault.browser=required}. */
    static Browser start() throws Exception {
        Path program = program();
        Path profile = Files.createTempDirectory("gatefault-browser");
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(FLAGS);
        command.add("--user-data-dir=" + profile);
        if (System.getProperty("user.name").equals("root")) {
            command.add("--no-sandbox");
        }
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("output").toFile())
                .start();
        Path port = profile.resolve("DevToolsActivePort");
        Instant giveUp = Instant.now().plus(Duration.ofSeconds(60));
        while (!Files.exists(port) || Files.readAllLines(port).isEmpty()) {
            if (!process.isAlive() || Instant.now().isAfter(giveUp)) {
                process.destroyForcibly();
                fail("The browser does not start: " + Files.readString(profile.resolve("output")));
            }
            Thread.sleep(50);
        }
        return new Browser(
                profile,
                process,
                URI.create("http://127.0.0.1:" + Files.readAllLines(port).get(0)));
    }

    private static Path program() {
        for (String folder : System.getenv("PATH").split(":", -1)) {
            for (String name : PROGRAMS) {
                Path program = Path.of(folder, name);
                if (Files.isExecutable(program)) {
                    return program;
                }
            }
        }
        if ("required".equals(System.getProperty("gatefault.browser"))) {
            fail("Chromium is not installed, and -Dgatefault.browser=required");
        }
        System.err.println("SKIPPED: Chromium is not installed, so nobody has looked at the pages");
        return abort("Chromium is not installed");
    }

    /** Opens a new tab. */
    Tab open() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/json/new"))
                .PUT(BodyPublishers.noBody())
                .build();
        JsonNode tab = new ObjectMapper()
                .readTree(client.send(request, BodyHandlers.ofString()).body());
        return new Tab(client, URI.create(tab.get("webSocketDebuggerUrl").asText()));
    }

    @Override
    public void close() throws Exception {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        process.onExit().get();
        for (ProcessHandle child : children) {
            child.destroyForcibly();
            child.onExit().get();
        }
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder()).forEach(Browser::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
