/**
 * Finds the {@link io.github.gatefault.filter.classify.Cause} of a {@link io.github.gatefault.filter.classify.Failure}, or
 * decides that no upstream failed. Users add a {@link io.github.gatefault.filter.classify.FailureClassifier}; the filter's own
 * rules for exceptions are the table {@code exception-rules.txt} beside these classes, a text in which the order counts.
 *
 * <p>This package may know {@code internal.exception} and the vocabulary of {@code io.github.gatefault.cause}.
 */
@NullMarked
package io.github.gatefault.filter.classify;

import org.jspecify.annotations.NullMarked;
