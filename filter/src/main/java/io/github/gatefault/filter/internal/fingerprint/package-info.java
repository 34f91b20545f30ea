/**
 * Recognizes the error pages that gateways make by themselves, and finds the cause of a failure that shows as a response. May know
 * {@code classify}, {@code internal.http} and the vocabulary.
 */
@NullMarked
package io.github.gatefault.filter.internal.fingerprint;

import org.jspecify.annotations.NullMarked;
