package io.github.gatefault.runbook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Reads {@code runbook.md}: a chapter for each cause, of which the first paragraph is the meaning; a heading for each part and
 * for each causeDetails word. Under <i>Checks</i>, a smaller heading is the key of a question in the pages' bundles; indented lines
 * are commands. All causes share one file, since it takes half the room in the jar that a file for each would.
 */
final class RunbookFile {
    private static final String FILE = "runbook.md";
    private static final String WORDS = "/io/github/gatefault/pages/internal/i18n/messages_en.properties";

    private final Map<String, StringBuilder> paragraphs = new LinkedHashMap<>();
    private final Map<String, List<String>> items = new LinkedHashMap<>();
    private final Map<String, List<String>> commands = new LinkedHashMap<>();
    private String part = "";
    private String check = "";

    private RunbookFile() {}

    static Runbook read(CauseType cause) {
        try {
            RunbookFile file = new RunbookFile();
            chapter(text(FILE), cause).lines().forEach(file::take);
            Properties words = new Properties();
            words.load(new StringReader(text(WORDS)));
            return file.runbook(cause, words);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read", e);
        }
    }

    private static String chapter(String file, CauseType cause) {
        String heading = "\n# " + cause.token() + "\n";
        int begin = file.indexOf(heading);
        if (begin < 0) {
            throw new IllegalStateException("The library is incomplete: " + FILE + " has no " + cause.token());
        }
        int end = file.indexOf("\n# ", begin + 1);
        return file.substring(begin + heading.length(), end < 0 ? file.length() : end);
    }

    private void take(String line) {
        if (line.startsWith("### ")) {
            check = line.substring(4);
            commands.put(check, new ArrayList<>());
        } else if (line.startsWith("## ")) {
            part = line.substring(3);
        } else if (line.startsWith("    ")) {
            commands.computeIfAbsent(check, any -> new ArrayList<>()).add(line.strip());
        } else if (line.startsWith("- ")) {
            items.computeIfAbsent(part, any -> new ArrayList<>()).add(line.substring(2));
        } else if (!line.isEmpty()) {
            StringBuilder paragraph = paragraphs.computeIfAbsent(part, any -> new StringBuilder());
            paragraph.append(paragraph.isEmpty() ? "" : " ").append(line);
        }
    }

    private Runbook runbook(CauseType cause, Properties words) {
        List<Check> checks = commands.entrySet().stream()
                .map(entry ->
                        new Check(entry.getKey(), words.getProperty("check." + entry.getKey(), ""), entry.getValue()))
                .toList();
        Map<String, String> names = new LinkedHashMap<>();
        items("Names").forEach(name -> {
            int colon = name.indexOf(": ");
            names.put(name.substring(0, colon), name.substring(colon + 2));
        });
        Map<String, String> causeDetails = new LinkedHashMap<>();
        paragraphs.forEach((word, text) -> {
            if (Incident.isCauseDetail(word)) {
                causeDetails.put(word, text.toString());
            }
        });
        return new Runbook(
                cause,
                words.getProperty("title." + cause.token(), cause.token()),
                String.valueOf(paragraphs.get("")),
                items("Reasons"),
                checks,
                items("Change"),
                items("Prevent"),
                names,
                causeDetails);
    }

    private List<String> items(String part) {
        return items.getOrDefault(part, List.of());
    }

    private static String text(String name) throws IOException {
        try (InputStream in = RunbookFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The library is incomplete: " + name + " is missing");
            }
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
