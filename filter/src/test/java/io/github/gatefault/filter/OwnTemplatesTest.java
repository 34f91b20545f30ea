package io.github.gatefault.filter;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gatefault.filter.testing.TestServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where an application's own templates are found: a broken one tells that it was read. */
class OwnTemplatesTest {
    private static final String BROKEN = "{{#open}}";

    @TempDir
    Path folder;

    @Test
    void folderOfClasses_isFound() throws IOException {
        Files.createDirectories(folder.resolve("gatefault"));
        Files.writeString(folder.resolve("gatefault/page.mustache"), BROKEN);

        assertThatThrownBy(() -> start(folder, Map.of())).hasStackTraceContaining("page.mustache");
    }

    @Test
    void textsInAFolderOfClasses_areFound() throws IOException {
        Files.createDirectories(folder.resolve("gatefault"));
        Files.writeString(folder.resolve("gatefault/messages_de.properties"), "no.such.key=Nichts");

        assertThatThrownBy(() -> start(folder, Map.of())).hasStackTraceContaining("messages_de.properties");
    }

    @Test
    void folderOfAJar_isFound_byItsEntry() throws IOException {
        Path jar = jar("gatefault/", "gatefault/page.mustache");

        assertThatThrownBy(() -> start(jar, Map.of())).hasStackTraceContaining("page.mustache");
    }

    @Test
    void folderOfAJar_withoutAnEntry_isFound_byItsName() throws IOException {
        Path jar = jar("gatefault/page.mustache");

        assertThatCode(() -> start(jar, Map.of())).doesNotThrowAnyException();
        assertThatThrownBy(() -> start(jar, Map.of("templates", "classpath:gatefault/")))
                .hasStackTraceContaining("page.mustache");
    }

    private Path jar(String... entries) throws IOException {
        Path jar = folder.resolve("pages.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                if (!entry.endsWith("/")) {
                    zip.write(BROKEN.getBytes(StandardCharsets.UTF_8));
                }
                zip.closeEntry();
            }
        }
        return jar;
    }

    private static void start(Path classes, Map<String, String> initParameters) throws Exception {
        URL[] classPath = {classes.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(classPath, OwnTemplatesTest.class.getClassLoader());
                TestServer server = new TestServer()) {
            server.setClassLoader(loader);
            server.with(new BadGatewayFilter(), initParameters).start();
        }
    }
}
