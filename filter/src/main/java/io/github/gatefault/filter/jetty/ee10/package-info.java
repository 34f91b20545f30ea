/**
 * Jetty's proxy servlets for EE10 that report to the filter; in {@code web.xml} only the class changes. Knows {@code
 * internal.jetty}.
 */
@NullMarked
package io.github.gatefault.filter.jetty.ee10;

import org.jspecify.annotations.NullMarked;
