/**
 * One exchange between a client and the app, watched from all sides. Read
 * {@link io.github.gatefault.filter.internal.exchange.Exchange} first: it is the state machine, and the wrappers report to it.
 * Knows {@code internal.answer} and the packages below it.
 */
@NullMarked
package io.github.gatefault.filter.internal.exchange;

import org.jspecify.annotations.NullMarked;
