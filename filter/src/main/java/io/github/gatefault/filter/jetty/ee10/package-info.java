/** Jetty's proxy servlets for EE10, which report the exceptions that Jetty's own swallow. They differ in the class name only. */
@NullMarked
package io.github.gatefault.filter.jetty.ee10;

import org.jspecify.annotations.NullMarked;
