/**
 * One exchange: {@link Exchange} is its state machine, and the wrappers report to it. Knows {@code internal.answer},
 * {@code internal.container} and what these know, but no feature for operators.
 */
@NullMarked
package io.github.gatefault.filter.internal.exchange;

import org.jspecify.annotations.NullMarked;
