/**
 * Chooses the correlation ID of an exchange: from the active trace, from the request's headers, or a new one. A leaf: it knows no
 * other package of the filter. Logging knows it, so it does not log.
 */
@NullMarked
package io.github.gatefault.filter.internal.correlation;

import org.jspecify.annotations.NullMarked;
