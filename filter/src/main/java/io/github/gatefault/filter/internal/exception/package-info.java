/**
 * Reads exceptions that other people's code made: the chain of causes, suppressed exceptions, messages and stack traces.
 *
 * <p>A leaf: this package knows no other package of the filter.
 */
@NullMarked
package io.github.gatefault.filter.internal.exception;

import org.jspecify.annotations.NullMarked;
