/**
 * Reads exceptions of other people's code: the chain of causes, suppressed exceptions, messages and stack traces. A leaf: it knows
 * no other package of the filter.
 */
@NullMarked
package io.github.gatefault.filter.internal.exception;

import org.jspecify.annotations.NullMarked;
