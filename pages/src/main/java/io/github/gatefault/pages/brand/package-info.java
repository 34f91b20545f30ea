/** Describes the owner of a page: name, logo, colours, links and language. It knows {@code internal.text} and {@code internal.http}. */
@NullMarked
package io.github.gatefault.pages.brand;

import org.jspecify.annotations.NullMarked;
