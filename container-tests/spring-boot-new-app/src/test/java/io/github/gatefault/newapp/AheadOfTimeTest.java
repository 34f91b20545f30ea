package io.github.gatefault.newapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application as Spring prepares it before it is built: what {@code process-aot} makes is compiled and run. */
class AheadOfTimeTest {
    private static final Pattern PORT = Pattern.compile("Tomcat started on port ([0-9]+)");

    @TempDir
    private Path folder;

    @Test
    void applicationPreparedAheadOfTime_starts_andAnswers_andItsHintsNameOurFiles() throws Exception {
        Path sources = folder.resolve("sources");
        Path resources = folder.resolve("resources");
        Path classes = Files.createDirectory(folder.resolve("classes"));
        process(sources, resources, classes);
        compile(sources, classes);

        assertThat(hints(resources)).contains("gatefault", ".mustache", ".properties", ".md", ".txt");
        String classPath = String.join(
                File.pathSeparator, classes.toString(), resources.toString(), System.getProperty("java.class.path"));
        Process application = java(
                classPath,
                "-Dspring.aot.enabled=true",
                ShopApplication.class.getName(),
                "--server.port=0",
                "--orders.url=http://localhost:" + Shop.closedPort());
        try (BufferedReader output = application.inputReader()) {
            HttpResponse<String> answer = ask(port(output));

            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(answer.body()).contains("\"cause\":\"connection_refused\"");
        } finally {
            application.destroyForcibly().waitFor();
        }
    }

    /** Returns what GraalVM gets to know, in the file of Spring Boot 3 or that of Spring Boot 4. */
    private static String hints(Path resources) throws IOException {
        Path here = resources.resolve("META-INF/native-image/io.github.gatefault/new-app");
        Path ofBoot3 = here.resolve("resource-config.json");
        return Files.readString(Files.exists(ofBoot3) ? ofBoot3 : here.resolve("reachability-metadata.json"));
    }

    /** What Maven's and Gradle's {@code process-aot} run, too. */
    private static void process(Path sources, Path resources, Path classes) throws Exception {
        Process processing = java(
                System.getProperty("java.class.path"),
                "org.springframework.boot.SpringApplicationAotProcessor",
                ShopApplication.class.getName(),
                sources.toString(),
                resources.toString(),
                classes.toString(),
                "io.github.gatefault",
                "new-app");
        String output;
        try (BufferedReader reader = processing.inputReader()) {
            output = String.join("\n", reader.lines().toList());
        }
        assertThat(processing.waitFor()).as(output).isZero();
    }

    private static void compile(Path sources, Path classes) throws IOException {
        List<String> arguments = new ArrayList<>();
        Collections.addAll(
                arguments,
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString(),
                "-proc:none",
                "-nowarn");
        try (Stream<Path> files = Files.walk(sources)) {
            files.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(arguments::add);
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
    }

    private static Process java(String classPath, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", classPath));
        Collections.addAll(command, arguments);
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static int port(BufferedReader output) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            lines.add(line);
            Matcher port = PORT.matcher(line);
            if (port.find()) {
                return Integer.parseInt(port.group(1));
            }
        }
        throw new AssertionError("It does not start: " + String.join("\n", lines));
    }

    private static HttpResponse<String> ask(int port) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/orders"))
                                .build(),
                        BodyHandlers.ofString());
    }
}
