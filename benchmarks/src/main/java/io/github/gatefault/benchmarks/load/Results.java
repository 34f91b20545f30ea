package io.github.gatefault.benchmarks.load;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/** The file of what was measured: a line for each figure, and lines with a {@code #} that say what they were measured on. */
final class Results implements AutoCloseable {
    static final String COLUMNS = "scenario\tat\tvariant\tround\tmeasure\tvalue";

    private final Writer out;

    /**
     * Begins it.
     *
     * @param what how it was measured
     */
    Results(Path file, String what) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        out = Files.newBufferedWriter(file);
        out.write("# " + what + "; " + Runtime.getRuntime().availableProcessors()
                + " processors shared with the load, JDK "
                + Runtime.version().feature() + ", " + System.getProperty("os.name") + ", "
                + LocalDate.now(ZoneOffset.UTC) + "\n" + COLUMNS + "\n");
    }

    /**
     * Adds a figure.
     *
     * @param at the size at which it was measured; 0 where nothing grows
     * @param value the figure; not written down where it is none
     */
    void add(String scenario, long at, String variant, int round, String measure, double value) throws IOException {
        if (!Double.isFinite(value)) {
            return;
        }
        out.write(
                String.format(Locale.ROOT, "%s\t%d\t%s\t%d\t%s\t%.4f%n", scenario, at, variant, round, measure, value));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
