/** Reads brands from settings and finds the brand of a host. It knows {@code pages.brand} and {@code pages.template}. */
@NullMarked
package io.github.gatefault.pages.internal.brand;

import org.jspecify.annotations.NullMarked;
