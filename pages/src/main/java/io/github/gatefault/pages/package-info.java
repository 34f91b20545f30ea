/**
 * Turns an {@link io.github.gatefault.cause.Incident} and the client's preferences into a {@link io.github.gatefault.pages.Page};
 * start at {@link io.github.gatefault.pages.ErrorPages}. It may know every package of this module except {@code internal.lookup}
 * and {@code internal.preview}.
 */
@NullMarked
package io.github.gatefault.pages;

import org.jspecify.annotations.NullMarked;
