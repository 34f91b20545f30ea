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
 * Reads {@code runbook.md}: a chapter for each cause, so that the jar needs half the space of a file for each. The first
 * paragraph is the meaning. Each part and each cause detail has a heading. Under <i>Checks</i>, each smaller heading is the key
 * of a question in the messages, and indented lines are commands.
 */
final class RunbookFile {
    private static final String FILE = "runbook.md";
    private static final String MESSAGES = "/io/github/gatefault/pages/internal/i18n/messages_en.properties";

    private final Map<String, StringBuilder> paragraphs = new LinkedHashMap<>();
    private final Map<String, List<String>> items = new LinkedHashMap<>();
    private final Map<String, List<String>> commands = new LinkedHashMap<>();
    private String part = "";
    private String check = "";

    private RunbookFile() {}

    static Runbook read(CauseType cause) {
        try {
            RunbookFile file = new RunbookFile();
            chapter(text(FILE), cause).lines().forEach(file::addLine);
            Properties messages = new Properties();
            messages.load(new StringReader(text(MESSAGES)));
            return file.runbook(cause, messages);
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

    private void addLine(String line) {
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

    private Runbook runbook(CauseType cause, Properties messages) {
        List<Check> checks = commands.entrySet().stream()
                .map(entry -> new Check(
                        entry.getKey(), messages.getProperty("check." + entry.getKey(), ""), entry.getValue()))
                .toList();
        Map<String, String> names = new LinkedHashMap<>();
        items("Names").forEach(name -> {
            int colon = name.indexOf(": ");
            names.put(name.substring(0, colon), name.substring(colon + 2));
        });
        Map<String, String> causeDetails = new LinkedHashMap<>();
        paragraphs.forEach((heading, text) -> {
            if (Incident.isCauseDetail(heading)) {
                causeDetails.put(heading, text.toString());
            }
        });
        return new Runbook(
                cause,
                messages.getProperty("title." + cause.token(), cause.token()),
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
