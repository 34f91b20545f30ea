/**
 * Renders one incident in one language as HTML, problem details or text. Knows {@code pages.brand}, {@code
 * pages.template} and {@code internal.i18n}, but not {@code pages}, which calls it.
 */
@NullMarked
package io.github.gatefault.pages.internal.render;

import org.jspecify.annotations.NullMarked;
