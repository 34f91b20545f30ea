/**
 * A gateway that a stranger can keep, on embedded Jetty. Read {@link io.github.gatefault.example.Gateway} first, then
 * {@code webapp/WEB-INF/web.xml}, which wires it: the filter, and the two proxies of
 * {@link io.github.gatefault.example.proxy}. What is behind it, {@link io.github.gatefault.example.upstream}, fails on
 * purpose; leave it out when you keep the rest.
 */
@NullMarked
package io.github.gatefault.example;

import org.jspecify.annotations.NullMarked;
