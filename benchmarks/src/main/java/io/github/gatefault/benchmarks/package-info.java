/** What the filter costs: in nanoseconds and bytes by itself, and as a ratio of throughputs on real servers. */
@NullMarked
package io.github.gatefault.benchmarks;

import org.jspecify.annotations.NullMarked;
