package io.github.gatefault.benchmarks.load;

/**
 * What a {@link Child} says of itself.
 *
 * @param threads how many live
 * @param heap the bytes in use
 * @param allocated the bytes that these threads have allocated so far
 */
record Vitals(int threads, long heap, long allocated) {
    static final String PREFIX = "vitals ";

    static Vitals parse(String line) {
        String[] words = line.substring(PREFIX.length()).split(" ", -1);
        return new Vitals(Integer.parseInt(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]));
    }
}
