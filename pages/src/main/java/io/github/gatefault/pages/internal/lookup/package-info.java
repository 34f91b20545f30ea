/** The operators' pages about incidents, for the filter only: no package of this module knows them. */
@NullMarked
package io.github.gatefault.pages.internal.lookup;

import org.jspecify.annotations.NullMarked;
