package io.github.gatefault.newapp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody sees who adds the dependency and does nothing else. */
class NewAppTest {
    private static Shop shop;

    @BeforeAll
    static void start() {
        shop = Shop.start();
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    @Test
    void readme_showsTheAnswerThatTheApplicationGives() throws Exception {
        List<String> shown = Readme.transcript();

        HttpResponse<String> answer = ask("*/*");

        assertThat(shown.get(0)).isEqualTo("$ curl -i localhost:8080/orders");
        assertThat(shown.get(1)).isEqualTo("HTTP/1.1 " + answer.statusCode());
        int end = shown.indexOf("");
        assertThat(shown.subList(2, end)).hasSizeGreaterThan(5).allSatisfy(line -> {
            String name = line.substring(0, line.indexOf(':'));
            assertThat(answer.headers().allValues(name))
                    .as(name)
                    .extracting(value -> masked(name + ": " + value))
                    .contains(masked(line));
        });
        String json = String.join("", shown.subList(end + 1, shown.size())).replaceAll("\\s+", " ");
        assertThat(masked(json.replace(", \"", ",\""))).isEqualTo(masked(answer.body()));
    }

    @Test
    void browser_getsThePage(@TempDir Path profile) throws Exception {
        String page = Chromium.show(shop.uri("/orders"), profile);

        assertThat(page)
                .contains("<html lang=\"en\"", "connection_refused", "We can’t reach")
                .doesNotContain("Whitelabel", "localhost:", "Exception");
    }

    private static HttpResponse<String> ask(String accept) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(shop.uri("/orders"))
                                .header("Accept", accept)
                                .build(),
                        BodyHandlers.ofString());
    }

    /** Returns the text without what differs each time: IDs, times, and lengths that follow from them. */
    private static String masked(String text) {
        return text.replaceAll("[0-9a-f]{32}", "<id>")
                .replaceAll("\"timestamp\":\"[^\"]+\"", "\"timestamp\":\"<time>\"")
                .replaceAll("Content-Length: [0-9]+", "Content-Length: <length>")
                .replaceAll("Date: .*", "Date: <time>");
    }

    /** The README's part on Spring Boot. */
    private static final class Readme {
        static List<String> transcript() throws IOException {
            String readme = Files.readString(Path.of("../../README.md"));
            Matcher block = Pattern.compile("```console\n(.*?)\n```", Pattern.DOTALL)
                    .matcher(readme.substring(readme.indexOf("## Spring Boot")));
            assertThat(block.find()).isTrue();
            return block.group(1).lines().toList();
        }
    }

    /** A browser without a window, for one look. */
    private static final class Chromium {
        static String show(URI uri, Path profile) throws Exception {
            List<String> command = new ArrayList<>(
                    List.of(program(), "--headless", "--disable-gpu", "--no-first-run", "--user-data-dir=" + profile));
            if (System.getProperty("user.name").equals("root")) {
                command.add("--no-sandbox");
            }
            command.addAll(List.of("--dump-dom", uri.toString()));
            Path errors = profile.resolve("errors");
            Process process = new ProcessBuilder(command)
                    .redirectError(errors.toFile())
                    .redirectOutput(profile.resolve("page").toFile())
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                fail("The browser does not end: " + Files.readString(errors));
            }
            return Files.readString(profile.resolve("page"), UTF_8);
        }

        private static String program() {
            for (String folder : System.getenv("PATH").split(":", -1)) {
                for (String name : List.of("chromium", "chromium-browser", "google-chrome")) {
                    Path program = Path.of(folder, name);
                    if (Files.isExecutable(program)) {
                        return program.toString();
                    }
                }
            }
            if ("required".equals(System.getProperty("gatefault.browser"))) {
                fail("Chromium is not installed, and -Dgatefault.browser=required");
            }
            System.err.println("SKIPPED: Chromium is not installed, so nobody has looked at the page");
            return abort("Chromium is not installed");
        }
    }
}
