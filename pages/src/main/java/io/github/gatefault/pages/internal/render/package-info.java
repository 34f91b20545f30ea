/** Renders one incident in one language as HTML, problem details or text. It does not know {@code pages}, which calls it. */
@NullMarked
package io.github.gatefault.pages.internal.render;

import org.jspecify.annotations.NullMarked;
