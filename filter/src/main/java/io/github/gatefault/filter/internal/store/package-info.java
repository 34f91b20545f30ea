/** Writes incidents to stores that several instances share. It knows the vocabulary and {@code internal.logging}. */
@NullMarked
package io.github.gatefault.filter.internal.store;

import org.jspecify.annotations.NullMarked;
