/** HTTP as bytes on a socket: what a client library would smooth over is what the suite looks at. */
@NullMarked
package io.github.gatefault.suite.wire;

import org.jspecify.annotations.NullMarked;
