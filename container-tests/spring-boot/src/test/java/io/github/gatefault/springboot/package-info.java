/**
 * What the starter makes of failures in Spring Boot applications. One source for two modules: each compiles it against its line of
 * Boot and runs it on each container of that line. An {@link App} starts an application with or without the filter, in front of
 * an upstream that fails as it is asked to.
 */
@NullMarked
package io.github.gatefault.springboot;

import org.jspecify.annotations.NullMarked;
