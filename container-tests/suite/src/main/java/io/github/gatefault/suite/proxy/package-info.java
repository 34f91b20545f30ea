/** The proxies that people run behind the filter: written by hand on the JDK's client in five manners, and the ready-made. */
@NullMarked
package io.github.gatefault.suite.proxy;

import org.jspecify.annotations.NullMarked;
