/** Tests of what the starter does not show to its users. */
@NullMarked
package io.github.gatefault.spring;

import org.jspecify.annotations.NullMarked;
