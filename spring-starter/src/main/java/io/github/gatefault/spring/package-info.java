/**
 * The starter for Spring Boot: {@link io.github.gatefault.spring.GatefaultAutoConfiguration} makes the filter of the keys
 * below {@code gatefault.} and of the application's beans, and maps it.
 *
 * <p>One jar for two lines of Boot. A type that is not at the same place in both is named by text only.
 */
@NullMarked
package io.github.gatefault.spring;

import org.jspecify.annotations.NullMarked;
