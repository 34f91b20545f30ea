/** The calls that the app makes to upstreams during one exchange. Knows {@code classify} and {@code pages} only. */
@NullMarked
package io.github.gatefault.filter.internal.upstream;

import org.jspecify.annotations.NullMarked;
