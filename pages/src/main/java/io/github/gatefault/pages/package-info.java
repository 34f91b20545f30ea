/**
 * Turns incidents and clients' preferences into pages; start at {@link io.github.gatefault.pages.ErrorPages}. May know
 * all packages of the module but {@code internal.lookup} and {@code internal.preview}.
 */
@NullMarked
package io.github.gatefault.pages;

import org.jspecify.annotations.NullMarked;
