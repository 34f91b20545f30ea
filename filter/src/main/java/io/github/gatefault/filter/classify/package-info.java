/**
 * From a {@link io.github.gatefault.filter.classify.Failure} to its {@link io.github.gatefault.filter.classify.Cause}, or to
 * the verdict that it is not an upstream's failure at all.
 */
@NullMarked
package io.github.gatefault.filter.classify;

import org.jspecify.annotations.NullMarked;
