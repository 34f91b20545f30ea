/** What configuration says of the upstreams: the logical names of their hosts, and where to ask how they are. */
@NullMarked
package io.github.gatefault.filter.upstream;

import org.jspecify.annotations.NullMarked;
