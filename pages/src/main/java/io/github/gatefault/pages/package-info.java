/**
 * From an {@link io.github.gatefault.cause.Incident} and what the visitor asked for to a
 * {@link io.github.gatefault.pages.Page}. Start at {@link io.github.gatefault.pages.ErrorPages}.
 */
@NullMarked
package io.github.gatefault.pages;

import org.jspecify.annotations.NullMarked;
