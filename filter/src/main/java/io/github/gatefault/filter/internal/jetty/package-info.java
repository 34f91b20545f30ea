/** What the reporting proxies for Jetty's EE10 and EE11 share. Knows {@code upstream} and {@code internal.upstream} only. */
@NullMarked
package io.github.gatefault.filter.internal.jetty;

import org.jspecify.annotations.NullMarked;
