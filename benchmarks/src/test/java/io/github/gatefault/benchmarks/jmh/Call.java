package io.github.gatefault.benchmarks.jmh;

/** What is measured, once. */
@FunctionalInterface
interface Call {
    /** Does it, and returns what came of it, so that it cannot be left out. */
    Object run() throws Exception;
}
