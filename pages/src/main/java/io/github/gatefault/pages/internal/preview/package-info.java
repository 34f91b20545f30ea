/**
 * Shows all answers side by side to template authors. May know {@code pages} and {@code internal.render}; no package
 * of this module knows it.
 */
@NullMarked
package io.github.gatefault.pages.internal.preview;

import org.jspecify.annotations.NullMarked;
