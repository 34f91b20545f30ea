/** Jetty's proxy servlets for EE10. They also report to the filter; in {@code web.xml} only the class name changes. */
@NullMarked
package io.github.gatefault.filter.jetty.ee10;

import org.jspecify.annotations.NullMarked;
