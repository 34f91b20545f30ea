/**
 * Jetty's proxy servlets for EE11, which tell the filter of the exceptions that they would keep to themselves: in
 * {@code web.xml}, the name of the servlet's class is all that changes.
 */
@NullMarked
package io.github.gatefault.filter.jetty.ee11;

import org.jspecify.annotations.NullMarked;
