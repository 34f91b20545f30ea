/**
 * Services that fail, on real sockets, each in one way. {@link io.github.gatefault.example.upstream.Faults} lists them,
 * {@link io.github.gatefault.example.upstream.Upstreams} starts and stops them all.
 */
@NullMarked
package io.github.gatefault.example.upstream;

import org.jspecify.annotations.NullMarked;
