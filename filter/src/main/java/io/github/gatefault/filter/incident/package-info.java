/** What becomes of an incident besides its answer: its log event. */
@NullMarked
package io.github.gatefault.filter.incident;

import org.jspecify.annotations.NullMarked;
