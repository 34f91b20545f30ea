/** The configured upstreams: the logical names of their hosts and their health checks; and the calls to them. */
@NullMarked
package io.github.gatefault.filter.upstream;

import org.jspecify.annotations.NullMarked;
