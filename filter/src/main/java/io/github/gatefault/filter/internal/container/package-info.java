/**
 * All that differs between servlet containers, and what Spring leaves on a request. Knows the Servlet API only: what it needs
 * from an exchange comes in as an {@link io.github.gatefault.filter.internal.container.AsyncControl}.
 */
@NullMarked
package io.github.gatefault.filter.internal.container;

import org.jspecify.annotations.NullMarked;
