/** What becomes of an incident besides its answer: its log event, and the store in which it can be looked up. */
@NullMarked
package io.github.gatefault.filter.incident;

import org.jspecify.annotations.NullMarked;
