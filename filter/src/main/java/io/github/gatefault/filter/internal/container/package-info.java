/**
 * What differs between servlet containers, and what Spring leaves on a request. Knows {@code internal.exception} only.
 */
@NullMarked
package io.github.gatefault.filter.internal.container;

import org.jspecify.annotations.NullMarked;
