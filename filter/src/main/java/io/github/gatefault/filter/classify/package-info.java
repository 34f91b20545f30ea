/**
 * Finds the {@link io.github.gatefault.filter.classify.Cause} of a {@link io.github.gatefault.filter.classify.Failure}, or
 * decides that no upstream failed. Users add a {@link io.github.gatefault.filter.classify.FailureClassifier}; the filter's own
 * rules are the table {@code exception-rules.txt}, in which the order counts. May know {@code internal.exception} and the vocabulary.
 */
@NullMarked
package io.github.gatefault.filter.classify;

import org.jspecify.annotations.NullMarked;
