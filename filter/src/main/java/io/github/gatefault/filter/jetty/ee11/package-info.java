/** Jetty's proxy servlets for EE11, which report the exceptions that Jetty's own swallow. They differ in the class name only. */
@NullMarked
package io.github.gatefault.filter.jetty.ee11;

import org.jspecify.annotations.NullMarked;
