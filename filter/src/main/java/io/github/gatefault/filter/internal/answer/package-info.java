/**
 * From a failed exchange to its incident, its page and its answer. Knows {@code classify}, {@code incident}, {@code upstream} and
 * the internal packages below it; it knows neither the exchange nor the filter.
 */
@NullMarked
package io.github.gatefault.filter.internal.answer;

import org.jspecify.annotations.NullMarked;
