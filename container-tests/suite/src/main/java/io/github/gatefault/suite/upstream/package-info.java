/** A service that fails in every way in which one can: on real sockets, below HTTP where it must be. */
@NullMarked
package io.github.gatefault.suite.upstream;

import org.jspecify.annotations.NullMarked;
