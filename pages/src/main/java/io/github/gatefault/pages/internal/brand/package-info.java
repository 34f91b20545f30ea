/**
 * Reads brands from settings and finds the brand of a host. Knows {@code pages.brand}, {@code pages.template} and
 * {@code internal.text}.
 */
@NullMarked
package io.github.gatefault.pages.internal.brand;

import org.jspecify.annotations.NullMarked;
