/** The facts, one class per theme, and the applications that they are about. */
@NullMarked
package io.github.gatefault.suite;

import org.jspecify.annotations.NullMarked;
