package io.github.gatefault.clients;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;

import io.github.gatefault.clients.client.Zoo;
import io.github.gatefault.clients.upstream.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;

/** The part of the documentation that says which client is told by which cause in which trouble. */
record CausesTable(String text) {
    private static final Path PAGE = Path.of("../../docs/causes.md");
    private static final String BEGIN = "<!-- clients:begin -->\n";
    private static final String END = "<!-- clients:end -->\n";
    private static final String UPDATE = "gatefault.clients.update";

    static CausesTable of(SortedMap<Cell, Verdict> verdicts) {
        return new CausesTable(clients() + "\n" + troubles(verdicts) + "\n" + untrue());
    }

    /** Has the page say it, where that is asked for; else adds a fact that fails where the page does not. */
    void isIn(SoftAssertions facts) throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        if (Boolean.getBoolean(UPDATE)) {
            Files.writeString(PAGE, page.substring(0, begin) + text + page.substring(end));
            return;
        }
        facts.assertThat(page.substring(begin, end))
                .as("docs/causes.md is stale; to have it rewritten: mvn -B -ntp verify -pl container-tests/clients -am"
                        + " -D" + UPDATE + "=true")
                .isEqualTo(text);
    }

    private static String clients() {
        return Stream.of(Zoo.values())
                .map(client -> client.title() + ": " + client.version())
                .collect(joining("; ", "Versions: ", ".\n"));
    }

    private static String troubles(SortedMap<Cell, Verdict> verdicts) {
        Map<Trouble, Map<Zoo, Verdict>> byTrouble = new TreeMap<>();
        verdicts.forEach((cell, verdict) -> byTrouble
                .computeIfAbsent(cell.trouble(), trouble -> new TreeMap<>())
                .put(cell.client(), verdict));
        StringBuilder rows = new StringBuilder("| fault | clients | cause | but |\n|---|--:|---|---|\n");
        byTrouble.forEach((trouble, cells) -> {
            Verdict most = most(trouble, cells.values());
            String others = cells.entrySet().stream()
                    .filter(cell -> !cell.getValue().equals(most))
                    .collect(groupingBy(
                            Map.Entry::getValue,
                            () -> new TreeMap<>(Comparator.comparing(Verdict::text)),
                            mapping(cell -> cell.getKey().title(), joining(", "))))
                    .entrySet()
                    .stream()
                    .map(other -> other.getKey() + ": " + other.getValue())
                    .collect(joining("; "));
            rows.append("| %s | %d | %s | %s |\n"
                    .formatted(trouble.title(), cells.size(), most, others.isEmpty() ? "–" : others));
        });
        return rows.toString();
    }

    /** The verdict to be said first: one that is true, if there is one, and of those the most frequent. */
    private static Verdict most(Trouble trouble, Collection<Verdict> verdicts) {
        Map<Verdict, Long> counts = verdicts.stream().collect(groupingBy(verdict -> verdict, counting()));
        return counts.keySet().stream()
                .max(Comparator.comparing((Verdict verdict) -> verdict.isTrueOf(trouble))
                        .thenComparing(counts::get)
                        .thenComparing(Verdict::text))
                .orElseThrow();
    }

    private static String untrue() {
        SortedMap<String, SortedMap<Trouble, String>> byReason = new TreeMap<>();
        new TreeMap<>(Known.UNTRUE)
                .forEach((cell, reason) -> byReason.computeIfAbsent(reason, any -> new TreeMap<>())
                        .merge(cell.trouble(), cell.client().title(), (some, more) -> some + ", " + more));
        StringBuilder list = new StringBuilder();
        byReason.forEach((reason, cells) -> list.append("- ")
                .append(reason)
                .append(": ")
                .append(cells.entrySet().stream()
                        .map(cell -> cell.getKey().title() + " (" + cell.getValue() + ")")
                        .collect(joining("; ")))
                .append(".\n"));
        return list.toString();
    }
}
