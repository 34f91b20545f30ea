/**
 * Jetty's proxy servlets for EE10, which report to the filter the exceptions that Jetty's own servlets swallow. In
 * {@code web.xml} only the servlet's class name changes.
 */
@NullMarked
package io.github.gatefault.filter.jetty.ee10;

import org.jspecify.annotations.NullMarked;
