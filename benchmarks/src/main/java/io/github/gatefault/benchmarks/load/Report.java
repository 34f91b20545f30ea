package io.github.gatefault.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says in Markdown what is in a file of {@link Results}: medians, and ratios with their spread, where the ratio is that of two
 * turns of one round. Arguments: the file, and a document, in which it puts that between two lines
 * {@code <!-- begin name-of-the-file -->} and {@code <!-- end name-of-the-file -->}; without a document it prints it. With
 * {@code --figures} in its place it prints a line for each median and ratio, for plots.
 */
public final class Report {
    private static final List<Budget> BUDGETS = List.of(
            new Budget(new Ratio("healthy", "answers/s", "with", "without"), 0.98),
            new Budget(new Ratio("download", "MB/s", "with", "without"), 0.98),
            new Budget(new Ratio("failure-html", "answers/s", "with", "constant"), 0.90),
            new Budget(new Ratio("failure-html", "answers/s", "with", "send-error"), 1.0),
            new Budget(new Ratio("failure-html", "answers/s", "with", "nginx"), 1.0));

    /** What else tells how far the budgets are, and how far they are from the least that does the same job. */
    private static final List<Ratio> BESIDES = List.of(
            new Ratio("healthy", "answers/s", "least", "without"),
            new Ratio("healthy", "answers/s", "with", "least"),
            new Ratio("failure-html", "answers/s", "least", "constant"),
            new Ratio("failure-html", "answers/s", "least", "send-error"),
            new Ratio("failure-html", "answers/s", "told", "constant"),
            new Ratio("failure-html", "answers/s", "told", "send-error"),
            new Ratio("failure-html", "answers/s", "least-told", "constant"),
            new Ratio("failure-html", "answers/s", "least-told", "send-error"),
            new Ratio("failure-html", "answers/s", "told", "least-told"));

    /** One variant to another one. */
    private record Ratio(String scenario, String measure, String one, String other) {}

    /** A ratio that is to be reached. */
    private record Budget(Ratio ratio, double atLeast) {
        String row(Spread measured) {
            String verdict = measured.median >= atLeast
                    ? "met"
                    : measured.highest >= atLeast ? "missed, but not in each round" : "missed";
            return "%s | %s | %s".formatted(Spread.ratio(atLeast), measured.ofRatios(), verdict);
        }
    }

    /** Where a series of figures belongs. */
    private record Place(long at, String variant, String measure) {}

    private final Map<String, Scenario> scenarios = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();

    private Report(Path file) throws IOException {
        for (String line : Files.readAllLines(file)) {
            String[] cells = line.split("\t", -1);
            if (line.startsWith("#")) {
                remarks.add(line.substring(1).strip());
            } else if (!line.equals(Results.COLUMNS)) {
                scenarios
                        .computeIfAbsent(cells[0], name -> new Scenario())
                        .add(
                                new Place(Long.parseLong(cells[1]), cells[2], cells[4]),
                                Integer.parseInt(cells[3]),
                                Double.parseDouble(cells[5]));
            }
        }
    }

    /** Prints the report, or puts it into the document. */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        Report report = new Report(file);
        if (arguments.length == 1) {
            System.out.print(report.markdown());
        } else if (arguments[1].equals("--figures")) {
            report.scenarios.forEach((name, scenario) -> scenario.print(name));
        } else {
            Path document = Path.of(arguments[1]);
            Files.writeString(document, put(report.markdown(), Files.readString(document), file.getFileName()));
        }
    }

    private static String put(String report, String document, Path name) {
        String begin = "<!-- begin " + name + " -->\n";
        int from = document.indexOf(begin);
        int to = document.indexOf("<!-- end " + name + " -->");
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("The document has no place for " + name);
        }
        return document.substring(0, from + begin.length()) + "\n" + report + "\n" + document.substring(to);
    }

    private String markdown() {
        StringBuilder out = new StringBuilder(String.join("\n", remarks)).append(".\n");
        append(
                out,
                "| budget | at least | measured | |\n|---|---|---|---|\n",
                BUDGETS.stream().flatMap(budget -> row(budget.ratio, budget::row)));
        append(
                out,
                "| besides | measured |\n|---|---|\n",
                BESIDES.stream().flatMap(ratio -> row(ratio, Spread::ofRatios)));
        scenarios.forEach((name, scenario) ->
                out.append("\n**").append(name).append("**\n\n").append(scenario.markdown()));
        return out.toString();
    }

    private static void append(StringBuilder out, String head, Stream<String> rows) {
        String all = rows.collect(Collectors.joining());
        if (!all.isEmpty()) {
            out.append('\n').append(head).append(all);
        }
    }

    /** Returns the row of a table for this ratio, or nothing where it was not measured. */
    private Stream<String> row(Ratio ratio, Function<Spread, String> cells) {
        Scenario scenario = scenarios.get(ratio.scenario);
        Spread spread = scenario == null ? null : scenario.ratio(ratio.measure, ratio.one, ratio.other);
        return Stream.ofNullable(spread)
                .map(measured -> "| %s, %s, %s : %s | %s |%n"
                        .formatted(ratio.scenario, ratio.measure, ratio.one, ratio.other, cells.apply(measured)));
    }

    /** The figures of one scenario. */
    private static final class Scenario {
        private final Map<Place, Map<Integer, Double>> figures = new LinkedHashMap<>();

        void add(Place place, int round, double value) {
            figures.computeIfAbsent(place, p -> new TreeMap<>()).put(round, value);
        }

        private List<String> variants() {
            return figures.keySet().stream().map(Place::variant).distinct().toList();
        }

        private List<String> measures() {
            return figures.keySet().stream().map(Place::measure).distinct().toList();
        }

        private @Nullable Spread spread(long at, String variant, String measure) {
            Map<Integer, Double> rounds = figures.get(new Place(at, variant, measure));
            return rounds == null ? null : Spread.of(rounds.values().stream());
        }

        /** Returns the ratio of the first variant to another one. */
        private @Nullable Spread ratio(String measure, String other) {
            return ratio(measure, variants().get(0), other);
        }

        /** Returns the ratio of one variant to another one, round by round; {@code null} where there is none. */
        @Nullable
        Spread ratio(String measure, String one, String other) {
            Map<Integer, Double> ours = figures.get(new Place(0, one, measure));
            Map<Integer, Double> theirs = figures.get(new Place(0, other, measure));
            if (ours == null || theirs == null || theirs.containsValue(0.0)) {
                return null;
            }
            return Spread.of(ours.keySet().stream()
                    .filter(theirs::containsKey)
                    .map(round -> ours.getOrDefault(round, 0.0) / theirs.getOrDefault(round, 1.0)));
        }

        /** Prints scenario, size, variant or ratio, measure, median, lowest and highest, with tabs between. */
        void print(String name) {
            figures.forEach((place, rounds) -> {
                print(name, place, place.variant, Spread.of(rounds.values().stream()));
                String first = variants().get(0);
                Spread ratio = place.variant.equals(first) ? null : ratio(place.measure, place.variant);
                if (ratio != null) {
                    print(name, place, first + " : " + place.variant, ratio);
                }
            });
        }

        private static void print(String name, Place place, String variant, Spread spread) {
            System.out.printf(
                    Locale.ROOT,
                    "%s\t%d\t%s\t%s\t%.4f\t%.4f\t%.4f%n",
                    name,
                    place.at,
                    variant,
                    place.measure,
                    spread.median,
                    spread.lowest,
                    spread.highest);
        }

        String markdown() {
            return figures.keySet().stream().allMatch(place -> place.at == 0) ? sideBySide() : growth();
        }

        private String sideBySide() {
            List<String> variants = variants();
            List<String> others = variants.subList(1, variants.size());
            List<List<String>> rows = new ArrayList<>();
            rows.add(Stream.of(
                            Stream.of("median"),
                            variants.stream(),
                            others.stream().map(other -> variants.get(0) + " : " + other))
                    .flatMap(cells -> cells)
                    .toList());
            for (String measure : measures()) {
                rows.add(Stream.of(
                                Stream.of(measure),
                                variants.stream().map(variant -> median(0, variant, measure)),
                                others.stream().map(other -> {
                                    Spread ratio = ratio(measure, other);
                                    return ratio == null ? "–" : ratio.ofRatios();
                                }))
                        .flatMap(cells -> cells)
                        .toList());
            }
            return table(rows);
        }

        private String growth() {
            List<String> measures = measures();
            List<List<String>> rows = new ArrayList<>();
            rows.add(Stream.concat(Stream.of("at", ""), measures.stream()).toList());
            figures.keySet().stream()
                    .map(place -> new Place(place.at, place.variant, ""))
                    .distinct()
                    .forEach(place -> rows.add(Stream.concat(
                                    Stream.of(Spread.figure((double) place.at), place.variant),
                                    measures.stream().map(measure -> median(place.at, place.variant, measure)))
                            .toList()));
            return table(rows);
        }

        private String median(long at, String variant, String measure) {
            Spread spread = spread(at, variant, measure);
            return spread == null ? "–" : Spread.figure(spread.median);
        }

        private static String table(List<List<String>> rows) {
            String rule = "|---".repeat(rows.get(0).size()) + "|\n";
            return rows.stream()
                    .map(row -> row.stream().collect(Collectors.joining(" | ", "| ", " |\n")))
                    .collect(Collectors.joining())
                    .replaceFirst("\n", "\n" + rule);
        }
    }

    /** A median with what it lies between. */
    private record Spread(double median, double lowest, double highest) {
        static Spread of(Stream<Double> values) {
            double[] sorted = values.mapToDouble(Double::doubleValue).sorted().toArray();
            double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
            return new Spread(median, sorted[0], sorted[sorted.length - 1]);
        }

        String ofRatios() {
            return ratio(median) + " (" + ratio(lowest) + "–" + ratio(highest) + ")";
        }

        static String ratio(double value) {
            return String.format(Locale.ROOT, "%.2f", value);
        }

        /** Writes three digits that count, and no more. */
        static String figure(double value) {
            return value >= 100 || value == Math.rint(value)
                    ? String.format(Locale.ROOT, "%,d", Math.round(value))
                    : String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
        }
    }
}
