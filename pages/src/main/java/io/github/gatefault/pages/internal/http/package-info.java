/** Reads header fields and links that others sent or configured. It knows no other package. */
@NullMarked
package io.github.gatefault.pages.internal.http;

import org.jspecify.annotations.NullMarked;
