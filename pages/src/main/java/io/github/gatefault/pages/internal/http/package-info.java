/** Reads header fields and links that others sent or configured. Knows {@code internal.text} only. */
@NullMarked
package io.github.gatefault.pages.internal.http;

import org.jspecify.annotations.NullMarked;
