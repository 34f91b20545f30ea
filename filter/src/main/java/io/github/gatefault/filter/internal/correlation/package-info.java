/** The ID of an exchange: where it comes from, and how it gets into the log context. */
@NullMarked
package io.github.gatefault.filter.internal.correlation;

import org.jspecify.annotations.NullMarked;
