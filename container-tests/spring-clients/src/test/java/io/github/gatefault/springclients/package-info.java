/** The starter with what Spring Boot brings besides: the same tests on each line of it, each with a class path of its own. */
@NullMarked
package io.github.gatefault.springclients;

import org.jspecify.annotations.NullMarked;
