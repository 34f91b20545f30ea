/**
 * What the filter costs, in nanoseconds and bytes: over a container that does next to nothing, beside what a user would take
 * instead. Each class of JMH's is one subject.
 */
@NullMarked
package io.github.gatefault.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
