/**
 * The calls that the app makes to upstreams during one exchange. Knows {@code classify}, {@code internal.exception}
 * and the vocabulary.
 */
@NullMarked
package io.github.gatefault.filter.internal.upstream;

import org.jspecify.annotations.NullMarked;
