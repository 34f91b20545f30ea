/**
 * What the filter makes of the answers of real gateways. A {@link Gateway} says how to run a server of Debian's, a {@link
 * Server} is one that runs, and {@link Fleet} has all of them, in front of upstreams that fail or answer by themselves.
 */
@NullMarked
package io.github.gatefault.gateways;

import org.jspecify.annotations.NullMarked;
