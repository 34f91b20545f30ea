package io.github.gatefault.runbook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.cause.CauseType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunbookTest {
    private static final Path PAGE = Path.of("../docs/causes.md");
    private static final String BEGIN = "<!-- runbook:begin -->\n";
    private static final String END = "<!-- runbook:end -->\n";
    private static final String UPDATE = "gatefault.runbook.update";

    @ParameterizedTest
    @EnumSource
    void everyCause_hasACompleteChapter(CauseType cause) {
        Runbook runbook = Runbook.of(cause);
        assertThat(runbook.title()).isNotBlank().isNotEqualTo(cause.token());
        assertThat(runbook.meaning()).endsWith(".");
        assertThat(runbook.reasons()).isNotEmpty();
        assertThat(runbook.checks()).isNotEmpty().allSatisfy(check -> {
            assertThat(check.question()).endsWith("?");
            assertThat(check.commands()).isNotEmpty();
        });
        assertThat(runbook.changes()).isNotEmpty();
        assertThat(runbook.prevention()).isNotEmpty();
        assertThat(runbook.names()).isNotEmpty();
        assertThat(texts(runbook)).allSatisfy(text -> {
            assertThat(text).isNotBlank().doesNotContainPattern("\\{(host|port|url)}");
            assertThat(text.chars().filter(c -> c == '`').count() % 2)
                    .as("backticks come in pairs: %s", text)
                    .isZero();
        });
    }

    @ParameterizedTest
    @EnumSource
    void everyPlaceholder_isFilled(CauseType cause) {
        assertThat(Runbook.of(cause).checks().stream().flatMap(check -> check.commands(Target.UNKNOWN).stream()))
                .allSatisfy(command -> assertThat(command).doesNotContainPattern("(?<!%)\\{[a-z]+}"));
    }

    /** The shell parses each command and runs none. */
    @Test
    void everyCommand_isValidForTheShell() throws Exception {
        Process shell =
                new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
        try (OutputStream commands = shell.getOutputStream()) {
            for (CauseType cause : CauseType.values()) {
                for (Check check : Runbook.of(cause).checks()) {
                    String lines = String.join("\n", check.commands(Target.of("[2001:db8::1]:8443", null))) + "\n";
                    commands.write(lines.getBytes(UTF_8));
                }
            }
        }
        assertThat(new String(shell.getInputStream().readAllBytes(), UTF_8)).isEmpty();
        assertThat(shell.waitFor()).isZero();
    }

    @Test
    void commands_addressTheUpstream() {
        assertThat(Runbook.of(CauseType.CONNECTION_REFUSED)
                        .checks()
                        .get(0)
                        .commands(Target.of("orders.internal:8443", null)))
                .startsWith("nc -vz orders.internal 8443");
    }

    @Test
    void causeDetail_hasItsOwnAdvice() {
        assertThat(Runbook.of(CauseType.TLS_CERTIFICATE_ERROR).causeDetails())
                .containsOnlyKeys(
                        "certificate_expired",
                        "certificate_not_yet_valid",
                        "certificate_revoked",
                        "name_mismatch",
                        "unknown_ca");
    }

    @Test
    void code_isSeparatedFromWords() {
        assertThat(Span.of("Set `a` and `b`."))
                .containsExactly(
                        new Span("Set ", false),
                        new Span("a", true),
                        new Span(" and ", false),
                        new Span("b", true),
                        new Span(".", false));
    }

    /** Writes the page instead where the system property asks for it. */
    @Test
    void documentation_isUpToDate() throws IOException {
        String text = Arrays.stream(CauseType.values())
                .map(cause -> chapter(Runbook.of(cause)))
                .collect(joining("\n"));
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        if (Boolean.getBoolean(UPDATE)) {
            Files.writeString(PAGE, page.substring(0, begin) + text + page.substring(end));
            return;
        }
        assertThat(page.substring(begin, end))
                .as(
                        "docs/causes.md is stale; to have it rewritten: mvn -B -ntp test -pl pages -Dtest=RunbookTest -D%s=true",
                        UPDATE)
                .isEqualTo(text);
    }

    private static Stream<String> texts(Runbook runbook) {
        return Stream.of(
                        List.of(runbook.meaning()),
                        runbook.reasons(),
                        runbook.changes(),
                        runbook.prevention(),
                        runbook.names().values(),
                        runbook.causeDetails().values())
                .flatMap(texts -> texts.stream());
    }

    private static String chapter(Runbook runbook) {
        StringBuilder out = new StringBuilder();
        out.append("### `%s`: %s\n\n%s\n".formatted(runbook.cause().token(), runbook.title(), runbook.meaning()));
        out.append("\nReasons, the likeliest first:\n\n");
        runbook.reasons().forEach(reason -> out.append("1. ").append(reason).append('\n'));
        runbook.checks()
                .forEach(check -> out.append("\n%s\n\n```sh\n%s\n```\n"
                        .formatted(check.question(), String.join("\n", check.commands(Target.UNKNOWN)))));
        out.append("\nWhat to change:\n\n");
        runbook.changes().forEach(change -> out.append("- ").append(change).append('\n'));
        out.append("\nSo that it does not happen again:\n\n");
        runbook.prevention().forEach(way -> out.append("- ").append(way).append('\n'));
        runbook.causeDetails().forEach((word, text) -> out.append("\n`%s`: %s\n".formatted(word, text)));
        out.append("\n| elsewhere | |\n|---|---|\n");
        runbook.names()
                .forEach((system, words) -> out.append("| %s | %s |\n".formatted(system, words.replace("|", "\\|"))));
        return out.toString();
    }
}
