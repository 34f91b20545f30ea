/** Turns incidents and clients' preferences into pages; start at {@link io.github.gatefault.pages.ErrorPages}. */
@NullMarked
package io.github.gatefault.pages;

import org.jspecify.annotations.NullMarked;
