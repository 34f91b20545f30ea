/**
 * Makes the parts of a filter from its settings, and connects them. It may know all packages except the root, which calls it.
 */
@NullMarked
package io.github.gatefault.filter.internal.assembly;

import org.jspecify.annotations.NullMarked;
