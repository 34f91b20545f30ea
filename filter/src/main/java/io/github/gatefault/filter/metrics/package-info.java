/**
 * Counts incidents as Micrometer meters, for applications with Micrometer on the class path. May know {@code incident} only; it
 * plugs in as an {@code IncidentListener}.
 */
@NullMarked
package io.github.gatefault.filter.metrics;

import org.jspecify.annotations.NullMarked;
