package io.github.gatefault.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.cause.CauseFamily;
import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.IncidentField;
import io.github.gatefault.filter.internal.config.FilterSettings;
import io.github.gatefault.runbook.Runbook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DocumentationTest {
    private static final String SETTINGS = "| key | default | what it sets |\n|---|---|---|";
    private static final Path DOCS = Path.of("../docs");

    @ParameterizedTest
    @EnumSource
    void everyCause_isDocumented_asItIs(CauseType cause) throws IOException {
        String status = cause.isProxyErrorType() ? Integer.toString(cause.status()) : "as received";
        String wait = cause.retryAfter().map(d -> d.toSeconds() + " s").orElse("–");

        assertThat(Files.readAllLines(DOCS.resolve("causes.md")))
                .contains("| `%s` | `%s` | %s | %s | %s | %s | %s |"
                        .formatted(
                                cause.token(),
                                cause.family().token(),
                                status,
                                cause.requestSent().token(),
                                cause.retryable() ? "yes" : "no",
                                wait,
                                cause.actionBy().token()));
    }

    @ParameterizedTest
    @EnumSource
    void everyFamily_isDocumented_alsoAtTheFront(CauseFamily family) throws IOException {
        assertThat(Files.readString(DOCS.resolve("causes.md"))).contains("| `" + family.token() + "` | ");
        assertThat(Files.readString(Path.of("../README.md"))).contains(" | `" + family.token() + "` | ");
    }

    /** Written by {@code -Dgatefault.documentation.update=true}. */
    @Test
    void tableOfSettings_isThatOfTheDocumentation() throws IOException {
        Path page = DOCS.resolve("configuration.md");
        String text = Files.readString(page);
        int begin = text.indexOf(SETTINGS) + SETTINGS.length();
        int end = text.indexOf("\n\n", begin);
        String rows = FilterSettings.all().stream()
                .filter(setting -> !setting.key().startsWith("brand.<name>.")
                        || setting.key().endsWith(".hosts"))
                .map(setting -> "\n| `" + setting.key() + "` | "
                        + (setting.defaultText() == null ? "–" : "`" + setting.defaultText() + "`") + " | "
                        + setting.description() + " |")
                .collect(Collectors.joining());

        if (Boolean.getBoolean("gatefault.documentation.update")) {
            Files.writeString(page, text.substring(0, begin) + rows + text.substring(end));
        } else {
            assertThat(text.substring(begin, end)).isEqualTo(rows);
        }
    }

    @Test
    void tableOfIncidents_isDocumented_asItIsCreated() throws IOException {
        String source = Files.readString(Path.of("src/main/java/io/github/gatefault/filter/incident/IncidentSql.java"));
        String table = source.substring(source.indexOf("CREATE TABLE"), source.indexOf("            )\""));

        assertThat(Files.readString(DOCS.resolve("lookup.md")))
                .contains(table.stripIndent().replace("            ", ""));
        assertThat(found("\"(CREATE INDEX [^\"]+)\"", source))
                .hasSize(2)
                .allSatisfy(index ->
                        assertThat(Files.readString(DOCS.resolve("lookup.md"))).contains(index));
    }

    @Test
    void everyKeyOfTheLogEvent_isDocumented() throws IOException {
        String operations = Files.readString(DOCS.resolve("operations.md"));

        assertThat(IncidentField.values())
                .filteredOn(field -> field != IncidentField.TIME && field != IncidentField.RETRY_AFTER)
                .hasSizeGreaterThan(15)
                .allSatisfy(field -> assertThat(operations).contains("`" + field.key() + "`"));
    }

    @Test
    void everyFinerWord_isInTheRunbook() throws IOException {
        assertThat(found(
                        "(?m)\\| ([a-z_]+/[a-z_]+)(?: |$)",
                        Files.readString(
                                Path.of("src/main/resources/io/github/gatefault/filter/classify/exception-rules.txt"))))
                .hasSizeGreaterThan(15)
                .allSatisfy(words -> {
                    int slash = words.indexOf('/');
                    CauseType cause =
                            CauseType.ofToken(words.substring(0, slash)).orElseThrow();
                    assertThat(Runbook.of(cause).causeDetails()).containsKey(words.substring(slash + 1));
                });
    }

    @Test
    void everyMeter_isDocumented() throws IOException {
        String operations = Files.readString(DOCS.resolve("operations.md"));
        String source =
                Files.readString(Path.of("src/main/java/io/github/gatefault/filter/metrics/GatefaultMetrics.java"));

        assertThat(found("builder\\(\"(gatefault\\.[a-z.]+)\"\\)", source))
                .hasSizeGreaterThan(5)
                .allSatisfy(meter -> assertThat(operations)
                        .contains(
                                "| `" + meter + "` |",
                                "`"
                                        + meter.replace('.', '_')
                                                .replaceAll("answers$", "answers_seconds_count")
                                                .concat(meter.endsWith("answers") ? "" : "_total")
                                        + "`"));
    }

    @Test
    void everyGateway_isDocumented_andNoOther() throws IOException {
        String gateways = Files.readString(DOCS.resolve("gateways.md"));
        String known =
                gateways.substring(gateways.indexOf("## What is known"), gateways.indexOf("## Your own gateways"));
        String fingerprints = Files.readString(
                Path.of("src/main/resources/io/github/gatefault/filter/internal/fingerprint/gateway-fingerprints.txt"));

        assertThat(found("(?m)^\\| [^|]+ \\| `([a-z_]+)` \\|", known))
                .isEqualTo(found("(?m)^vendor: (.+)$", fingerprints));
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
