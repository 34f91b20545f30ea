/**
 * Shows all answers side by side while somebody works on the templates. It may know every package of this module; no package of
 * this module knows it.
 */
@NullMarked
package io.github.gatefault.pages.internal.preview;

import org.jspecify.annotations.NullMarked;
