/**
 * The operators' pages about incidents, and the records that they are made from. Knows {@code cause}, {@code runbook},
 * {@code pages} and what renders pages; no package of this module knows it, and it is exported to the filter only.
 */
@NullMarked
package io.github.gatefault.pages.internal.lookup;

import org.jspecify.annotations.NullMarked;
