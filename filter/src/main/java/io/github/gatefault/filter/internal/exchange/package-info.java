/**
 * One exchange between a visitor and the app, watched from all sides. Read {@link io.github.gatefault.filter.exchange.Exchange}
 * first: it is the state machine; the wrappers beside it only tell it what they see.
 */
@NullMarked
package io.github.gatefault.filter.exchange;

import org.jspecify.annotations.NullMarked;
