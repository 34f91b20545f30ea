/**
 * Jetty's proxy servlets for EE11, which report to the filter the exceptions that Jetty's own servlets swallow. In
 * {@code web.xml} only the servlet's class name changes.
 */
@NullMarked
package io.github.gatefault.filter.jetty.ee11;

import org.jspecify.annotations.NullMarked;
