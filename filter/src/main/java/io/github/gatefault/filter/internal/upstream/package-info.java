/**
 * The calls that the app makes to upstreams during one exchange. Knows {@code classify} and {@code pages} only: the exchange
 * comes in as a {@link io.github.gatefault.filter.internal.upstream.CallRecorder}.
 */
@NullMarked
package io.github.gatefault.filter.internal.upstream;

import org.jspecify.annotations.NullMarked;
