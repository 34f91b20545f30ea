/**
 * Renders one incident in one language as HTML, problem details or text. It knows {@code cause}, {@code pages.brand},
 * {@code pages.template}, {@code internal.i18n} and {@code internal.text}, but not {@code pages}, which calls it.
 */
@NullMarked
package io.github.gatefault.pages.internal.render;

import org.jspecify.annotations.NullMarked;
