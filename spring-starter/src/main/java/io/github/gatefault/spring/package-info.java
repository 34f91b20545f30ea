/**
 * The starter for Spring Boot: {@link io.github.gatefault.spring.GatefaultAutoConfiguration} configures the filter with the keys
 * below {@code gatefault.} and the application's beans, and maps it. One jar for Boot 3 and 4: a type whose package differs
 * between them is named by text only.
 */
@NullMarked
package io.github.gatefault.spring;

import org.jspecify.annotations.NullMarked;
