/**
 * From a {@link io.github.gatefault.filter.classify.Failure} to its {@link io.github.gatefault.filter.classify.Cause}, or to
 * the verdict that it is not an upstream's failure at all.
 *
 * <p>What users write is a {@link io.github.gatefault.filter.classify.FailureClassifier}. What this library says of an exception
 * stands in {@code exception-rules.txt} beside these classes: a text, for it is a table whose order counts, and who finds one
 * of its lines named in a log has to be able to read it. It is read once, at the start.
 */
@NullMarked
package io.github.gatefault.filter.classify;

import org.jspecify.annotations.NullMarked;
