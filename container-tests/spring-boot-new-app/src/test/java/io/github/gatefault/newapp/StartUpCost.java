package io.github.gatefault.newapp;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures what the starter adds to the start of the application: processes with it and without it on the class path, by
 * turns. Prints the medians. How to run it:
 * CONTRIBUTING.md.
 */
final class StartUpCost {
    private static final int ROUNDS = 10;
    /** What the starter brings along, the template engine included. */
    private static final Pattern OURS =
            Pattern.compile("gatefault-(spring-boot-starter|filter|pages)-.*\\.jar|compiler-.*\\.jar");

    private static final Pattern STARTED = Pattern.compile("STARTED ([0-9]+) ([0-9]+)");

    /**
     * One start.
     *
     * @param millis from the beginning of the process until the application was ready
     * @param mainMillis what the processor did for the main thread meanwhile; hardly depends on what else the machine does
     */
    private record Start(long millis, long mainMillis) {}

    /** The application, which says what its start took. */
    static final class Timed {
        private Timed() {}

        public static void main(String[] arguments) {
            ShopApplication.main(arguments);
            System.out.println("STARTED " + ManagementFactory.getRuntimeMXBean().getUptime() + " "
                    + ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1_000_000);
        }
    }

    private StartUpCost() {}

    /** Takes the file with the class path of the application, and the folder of its classes. */
    public static void main(String[] arguments) throws Exception {
        List<String> with = new ArrayList<>();
        with.add(System.getProperty("java.class.path"));
        with.add(arguments[1]);
        with.addAll(List.of(Files.readString(Path.of(arguments[0])).strip().split(File.pathSeparator)));
        List<String> without = with.stream()
                .filter(entry ->
                        !OURS.matcher(Path.of(entry).getFileName().toString()).matches())
                .toList();
        if (without.size() != with.size() - 4) {
            throw new IllegalStateException("The jars of gatefault are to be on the class path, as jars: " + with);
        }
        List<Start> plain = new ArrayList<>();
        List<Start> ours = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            plain.add(start(without));
            ours.add(start(with));
            System.out.println("without " + plain.get(round) + ", with " + ours.get(round));
        }
        // The first of each fills the caches of the disk.
        print("time", median(plain, Start::millis), median(ours, Start::millis));
        print("main thread", median(plain, Start::mainMillis), median(ours, Start::mainMillis));
    }

    private static void print(String what, long without, long with) {
        System.out.printf(
                "%s: median of %d without %d ms, with %d ms: %+d ms, ratio %.3f%n",
                what, ROUNDS, without, with, with - without, (double) with / without);
    }

    private static Start start(List<String> classPath) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        String.join(File.pathSeparator, classPath),
                        Timed.class.getName(),
                        "--server.port=0",
                        "--spring.main.banner-mode=off")
                .redirectErrorStream(true)
                .start();
        List<String> output = new ArrayList<>();
        try (BufferedReader reader = process.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                output.add(line);
                Matcher started = STARTED.matcher(line);
                if (started.find()) {
                    return new Start(Long.parseLong(started.group(1)), Long.parseLong(started.group(2)));
                }
            }
            throw new IllegalStateException("It does not start: " + String.join("\n", output));
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static long median(List<Start> starts, ToLongFunction<Start> what) {
        long[] sorted = starts.stream().skip(1).mapToLong(what).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
