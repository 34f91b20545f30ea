/**
 * Jetty's proxy servlets for EE11 that report to the filter; in {@code web.xml} only the class changes. Knows {@code
 * internal.jetty}.
 */
@NullMarked
package io.github.gatefault.filter.jetty.ee11;

import org.jspecify.annotations.NullMarked;
