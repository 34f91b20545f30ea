/** Jetty's proxy servlets for EE11. They also report to the filter; in {@code web.xml} only the class name changes. */
@NullMarked
package io.github.gatefault.filter.jetty.ee11;

import org.jspecify.annotations.NullMarked;
