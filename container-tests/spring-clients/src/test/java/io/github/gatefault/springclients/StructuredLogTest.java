package io.github.gatefault.springclients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.json.JsonParserFactory;

/** The incident's line in the structured formats of Spring Boot: JSON that can be read, with every fact as a field. */
class StructuredLogTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"ecs,''", "logstash,''", "gelf,_"})
    void incident_isOneObject_withItsFacts(String format, String prefix) throws IOException {
        Path log = folder.resolve(format + ".log");
        String id;
        try (App app = App.start(
                Shop.class, "logging.structured.format.file=" + format, "logging.file.name=" + log)) {
            id = app.get("/call/RestClient?to=http://localhost:" + Upstream.closedPort())
                    .headers()
                    .firstValue("X-Correlation-Id")
                    .orElseThrow();
        }
        String line = Files.readAllLines(log).stream()
                .filter(one -> one.contains("connection_refused"))
                .findFirst()
                .orElseThrow();

        Map<String, Object> fields = new HashMap<>(JsonParserFactory.getJsonParser().parseMap(line));
        assertThat(fields)
                .containsEntry(prefix + "correlation_id", id)
                .containsEntry(prefix + "cause", "connection_refused")
                .containsEntry(prefix + "category", "backend_down")
                .containsEntry(prefix + "request_sent", "no")
                .containsEntry(prefix + "path", "/call/RestClient");
        assertThat(String.valueOf(fields.get(prefix + "status"))).isEqualTo("502");
        assertThat(line.split("correlation_id", -1)).hasSize(2);
    }
}
