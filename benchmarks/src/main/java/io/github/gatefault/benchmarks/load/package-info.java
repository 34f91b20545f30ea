/** Servers in JVMs of their own, under load by turns: what the filter costs, as ratios within one run. */
@NullMarked
package io.github.gatefault.benchmarks.load;

import org.jspecify.annotations.NullMarked;
