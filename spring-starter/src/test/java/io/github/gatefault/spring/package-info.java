/** The starter, seen from applications of all kinds. */
@NullMarked
package io.github.gatefault.spring;

import org.jspecify.annotations.NullMarked;
