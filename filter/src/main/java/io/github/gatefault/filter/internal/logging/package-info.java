/**
 * Logs incidents and trouble. A log that fails does not fail the caller, and no text from outside can forge a line.
 * Knows the vocabulary, text sanitizing, {@code internal.correlation} and {@code internal.exception}.
 */
@NullMarked
package io.github.gatefault.filter.internal.logging;

import org.jspecify.annotations.NullMarked;
