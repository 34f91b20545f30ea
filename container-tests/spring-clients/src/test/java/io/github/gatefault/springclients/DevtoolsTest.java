package io.github.gatefault.springclients;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Templates under Spring Boot's devtools, which load the application anew when its files change. */
class DevtoolsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    @BeforeEach
    void compile() throws IOException {
        Path classes = Path.of("target/test-classes");
        String name = Workshop.class.getName().replace('.', '/') + ".class";
        Files.createDirectories(folder.resolve("classes").resolve(name).getParent());
        Files.copy(classes.resolve(name), folder.resolve("classes").resolve(name));
        write("brand.mustache", "<p>the first draft</p>");
        write("messages_en.properties", "headline.backend_down=Our kitchen is closed");
    }

    private void write(String file, String text) throws IOException {
        Path templates = Files.createDirectories(folder.resolve("classes/gatefault"));
        Files.writeString(templates.resolve(file), text);
    }

    /** The application in a JVM of its own, of which devtools load only what is in its folder. */
    private static final class Running implements AutoCloseable {
        private final HttpClient client = HttpClient.newHttpClient();
        private final Path output;
        private final Process process;
        private final int port;

        Running(Path folder, String... properties) throws IOException {
            output = folder.resolve("output");
            try (ServerSocket free = new ServerSocket(0)) {
                port = free.getLocalPort();
            }
            String libraries = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                    .filter(place -> !place.endsWith("test-classes"))
                    .collect(Collectors.joining(File.pathSeparator));
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    // It starts twice, and does little besides.
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    String.join(
                            File.pathSeparator,
                            folder.resolve("classes").toString(),
                            libraries,
                            requireNonNull(System.getProperty("gatefault.devtools"))),
                    Workshop.class.getName(),
                    "--server.port=" + port,
                    "--spring.autoconfigure.exclude=" + String.join(",", Tracing.NONE),
                    "--spring.devtools.livereload.enabled=false",
                    "--spring.devtools.restart.poll-interval=300ms",
                    "--spring.devtools.restart.quiet-period=100ms",
                    "--gatefault.diagnose=true",
                    "--gatefault.upstreams.orders.url=http://127.0.0.1:" + Upstream.closedPort()));
            Stream.of(properties).map(property -> "--" + property).forEach(command::add);
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        }

        Optional<HttpResponse<String>> get(String path) throws InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                    .header("Accept", "text/html")
                    .timeout(Duration.ofSeconds(20))
                    .build();
            try {
                return Optional.of(client.send(request, BodyHandlers.ofString()));
            } catch (IOException e) {
                // It is about to start.
                return Optional.empty();
            }
        }

        /** Returns the first answer that is as it is to be; without one, this fails. */
        String await(String path, Predicate<String> wanted) throws Exception {
            long end = System.nanoTime() + PATIENCE.toNanos();
            String last = "none";
            while (process.isAlive() && System.nanoTime() < end) {
                last = get(path).map(HttpResponse::body).orElse(last);
                if (wanted.test(last)) {
                    return last;
                }
                Thread.sleep(100);
            }
            throw new AssertionError("The last answer is: " + last + "\n" + Files.readString(output));
        }

        State state() throws Exception {
            return State.of(await("/state", State::isOne));
        }

        State stateAfter(State before) throws Exception {
            return State.of(await(
                    "/state",
                    answer -> State.isOne(answer) && !State.of(answer).start().equals(before.start())));
        }

        @Override
        public void close() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }
    }

    private record State(String start, String classLoader, long threads, long failures) {
        static boolean isOne(String answer) {
            return answer.matches("[-0-9a-f]{36} \\w+ \\d+ \\d+");
        }

        static State of(String answer) {
            String[] words = answer.split(" ", -1);
            return new State(words[0], words[1], Long.parseLong(words[2]), Long.parseLong(words[3]));
        }
    }

    @Test
    void changedTemplate_countsAfterTheRestart_whichLeavesNothingBehind() throws Exception {
        try (Running app = new Running(folder)) {
            State first = app.state();
            assertThat(first.classLoader()).isEqualTo("RestartClassLoader");
            assertThat(app.get("/orders").orElseThrow().body()).contains("the first draft", "Our kitchen is closed");
            assertThat(app.state()).extracting(State::threads, State::failures).containsExactly(1L, 1L);
            assertThat(app.get("/gatefault/preview").orElseThrow().statusCode()).isEqualTo(404);

            write("brand.mustache", "<p>the second draft</p>");
            write("messages_en.properties", "headline.backend_down=Our kitchen opens at noon");
            State second = app.stateAfter(first);

            assertThat(second).extracting(State::threads, State::failures).containsExactly(0L, 0L);
            assertThat(app.get("/orders").orElseThrow().body())
                    .contains("the second draft", "Our kitchen opens at noon");
            assertThat(app.state())
                    .isEqualTo(new State(second.start(), "RestartClassLoader", 1, 1));
        }
    }

    @Test
    void changedTemplate_countsWithoutARestart_inDevelopment() throws Exception {
        try (Running app = new Running(
                folder,
                "gatefault.development=true",
                "gatefault.templates=classpath:/gatefault/",
                "spring.devtools.restart.additional-exclude=gatefault/**")) {
            State first = app.state();
            assertThat(app.get("/orders").orElseThrow().body()).contains("the first draft", "Our kitchen is closed");
            assertThat(app.get("/gatefault/preview").orElseThrow())
                    .returns(200, HttpResponse::statusCode)
                    .extracting(HttpResponse::body)
                    .asString()
                    .contains("connection_refused");

            write("brand.mustache", "<p>the second draft</p>");
            write("messages_en.properties", "headline.backend_down=Our kitchen opens at noon");

            assertThat(app.get("/orders").orElseThrow().body())
                    .contains("the second draft", "Our kitchen opens at noon");
            // Longer than devtools need to see a change.
            Thread.sleep(1_500);
            assertThat(app.state().start()).isEqualTo(first.start());
        }
    }
}
