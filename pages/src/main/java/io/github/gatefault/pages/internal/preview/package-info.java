/** Shows all answers side by side to template authors. No package of this module knows it. */
@NullMarked
package io.github.gatefault.pages.internal.preview;

import org.jspecify.annotations.NullMarked;
