/**
 * Receives incidents: listeners, and the stores in which they can be looked up. It knows the vocabulary, {@code internal.store}
 * and text sanitizing.
 */
@NullMarked
package io.github.gatefault.filter.incident;

import org.jspecify.annotations.NullMarked;
