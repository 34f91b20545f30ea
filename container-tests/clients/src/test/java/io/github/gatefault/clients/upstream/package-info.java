/** The services behind, each with one trouble: at a port of its own, on real sockets, over TLS and HTTP/2 where it must be. */
@NullMarked
package io.github.gatefault.clients.upstream;

import org.jspecify.annotations.NullMarked;
