/** What the reporting proxies for the versions of Jetty's servlets have in common. */
@NullMarked
package io.github.gatefault.filter.jetty;

import org.jspecify.annotations.NullMarked;
