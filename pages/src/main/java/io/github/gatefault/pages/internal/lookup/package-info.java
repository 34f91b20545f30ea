/**
 * The operators' pages about incidents, for the filter only. May know {@code pages}, {@code internal.render} and the
 * runbook; no package of this module knows it.
 */
@NullMarked
package io.github.gatefault.pages.internal.lookup;

import org.jspecify.annotations.NullMarked;
