package io.github.gatefault.spring.startup;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Measures what the starter adds to the start of an application: processes with it and without it on the class path, by
 * turns. Prints the medians, their difference and their ratio.
 */
final class StartUpCost {
    private static final int ROUNDS = 10;
    /** What the starter brings along: its own classes, gatefault's jars or folders, and the template engine. */
    private static final Pattern OURS = Pattern.compile("classes|gatefault-.*|compiler-.*");

    private StartUpCost() {}

    public static void main(String[] arguments) throws Exception {
        String with = System.getProperty("java.class.path");
        String without = Arrays.stream(with.split(File.pathSeparator))
                .filter(entry ->
                        entry.endsWith("test-classes") || !OURS.matcher(entry).matches())
                .collect(Collectors.joining(File.pathSeparator));
        List<Long> plain = new ArrayList<>();
        List<Long> ours = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            plain.add(start(without));
            ours.add(start(with));
            System.out.println("without " + plain.get(round) + " ms, with " + ours.get(round) + " ms");
        }
        // The first of each fills the caches of the disk.
        long before = median(plain.subList(1, plain.size()));
        long after = median(ours.subList(1, ours.size()));
        System.out.printf(
                "median without %d ms, with %d ms: %+d ms, ratio %.3f%n",
                before, after, after - before, (double) after / before);
    }

    private static long start(String classPath) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        PlainApplication.class.getName(),
                        "--server.port=0",
                        "--spring.main.banner-mode=off")
                .redirectErrorStream(true)
                .start();
        List<String> output;
        try (BufferedReader reader = process.inputReader()) {
            output = reader.lines().toList();
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException("It does not start: " + String.join("\n", output));
        }
        return output.stream()
                .filter(line -> line.startsWith(PlainApplication.READY))
                .mapToLong(line -> Long.parseLong(line.substring(PlainApplication.READY.length())))
                .findFirst()
                .orElseThrow();
    }

    private static long median(List<Long> values) {
        List<Long> sorted = values.stream().sorted().toList();
        return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
    }
}
