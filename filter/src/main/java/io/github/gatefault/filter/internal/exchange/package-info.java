/**
 * One exchange between a visitor and the app, watched from all sides. Read {@link io.github.gatefault.filter.internal.exchange.Exchange}
 * first: it is the state machine; the wrappers beside it only tell it what they see.
 */
@NullMarked
package io.github.gatefault.filter.internal.exchange;

import org.jspecify.annotations.NullMarked;
