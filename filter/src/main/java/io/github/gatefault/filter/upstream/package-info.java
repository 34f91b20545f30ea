/**
 * The configured upstreams with their names, hosts and health checks, and the calls to them that the app records.
 * Knows {@code internal.upstream} only.
 */
@NullMarked
package io.github.gatefault.filter.upstream;

import org.jspecify.annotations.NullMarked;
