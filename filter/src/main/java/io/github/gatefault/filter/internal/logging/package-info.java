/**
 * Logs incidents and trouble. A log that fails does not fail the caller, and no text from outside can forge a line. It knows the
 * vocabulary, text sanitizing and {@code internal.correlation}.
 */
@NullMarked
package io.github.gatefault.filter.internal.logging;

import org.jspecify.annotations.NullMarked;
