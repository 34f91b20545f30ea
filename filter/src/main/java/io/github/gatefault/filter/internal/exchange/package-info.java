/** One exchange: {@link Exchange} is its state machine, the wrappers report to it. Knows {@code internal.answer} and below. */
@NullMarked
package io.github.gatefault.filter.internal.exchange;

import org.jspecify.annotations.NullMarked;
